// What axe says of a page against WCAG 2.2 AA.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
let source

/** One line for each element that breaks a rule. */
export async function violations(page) {
  source ??= await readFile(axe, 'utf8')
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(source)
  // The explorer's editor and its tabs are GraphiQL's own.
  const found = await page.evaluate((tags) => window.axe.run({ exclude: ['.graphiql-tabs', '.monaco-editor'] }, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), rules)
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ''})`))
}

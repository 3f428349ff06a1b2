// WCAG 2.2 AA, as far as a machine can tell.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe says of the page: one line for each element that breaks a rule. */
export async function violations(page) {
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(source)
  // The explorer's editor and its tabs are GraphiQL's own.
  const found = await page.evaluate((tags) => window.axe.run({ exclude: ['.graphiql-tabs', '.monaco-editor'] }, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), rules)
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ''})`))
}

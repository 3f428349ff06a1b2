// Every screen against WCAG 2.2 AA, as far as a machine can tell, in both languages;
// and none asks anybody outside, breaks the policy or raises an error.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before, describe, it } from 'node:test'
import { assertClean, openBrowser, openPage } from './browser.js'
import { asWhom, open, screens } from './screens.js'
import { Staged } from './staged.js'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe says of the page: one line for each element that breaks a rule. */
async function violations(page, source) {
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(source)
  // The explorer's editor and its tabs are GraphiQL's own.
  const found = await page.evaluate((tags) => window.axe.run({ exclude: ['.graphiql-tabs', '.monaco-editor'] }, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), rules)
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ''})`))
}

describe('every screen is open to all', () => {
  let staged, browser, source
  before(async () => {
    source = await readFile(axe, 'utf8')
    staged = await Staged.start()
    await staged.accident()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await staged?.stop()
  })

  for (const screen of screens) {
    for (const language of ['zh-CN', 'en']) {
      it(`${screen.name}, ${language}`, async () => {
        const size = screen.size ?? { width: 1366, height: 768 }
        const { context, page, faults } = await asWhom(staged, openPage, browser, screen.as, size)
        await open(page, staged, screen, language)
        assert.deepEqual(await violations(page, source), [])
        assertClean(faults, screen.allowed)
        await context.close()
      })
    }
  }
})

// Every screen against WCAG 2.2 AA, as far as a machine can tell, in both languages;
// and none asks anybody outside, breaks the policy or raises an error.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { violations } from './axe.js'
import { assertClean, openBrowser, openPage, settled } from './browser.js'
import { asWhom, open, screens } from './screens.js'
import { Staged } from './staged.js'

describe('every screen is open to all', () => {
  let staged, browser
  /** The page of who looked last, kept for their next screens: the browser has the app compiled there. */
  let last
  const pageOf = async ({ as, size = { width: 1366, height: 768 } }) => {
    if (last?.as !== as || last.size.width !== size.width) {
      await last?.context.close()
      last = { as, size, ...(await asWhom(staged, openPage, browser, as, size)) }
    }
    last.faults.length = 0
    return last
  }
  before(async () => {
    staged = await Staged.start()
    await staged.accident()
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await staged?.stop()
  })

  for (const screen of screens)
    for (const language of ['zh-CN', 'en']) {
      // A screen is opened in one theme, another in each language, and changes over to the other; a wall's is in its address.
      const themes = [...(screen.themes ?? ['day'])]
      if (language === 'en') themes.reverse()
      for (const theme of themes)
        it(`${screen.name}, ${language}, ${theme}`, async () => {
          const { page, faults } = await pageOf(screen)
          await page.emulateMedia({ colorScheme: theme === 'night' ? 'dark' : 'light' })
          const looked = `${screen.name} ${language}`
          if (last.looked !== looked || screen.name === 'wall') {
            await open(page, staged, screen, language, theme)
            last.looked = looked
          }
          await settled(page)
          assert.deepEqual(await violations(page), [])
          assertClean(faults, screen.allowed)
        })
    }
})

// Draws every screen in both languages at every size, calm, in an accident, and while
// things fail, for people to look at. Run by scripts/gallery.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { clipped, openBrowser, openPage } from './e2e/browser.js'
import { asWhom, open, screens } from './e2e/screens.js'
import { Staged } from './e2e/staged.js'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    at: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../.build/gallery/', import.meta.url)) },
    help: { type: 'boolean' },
  },
})
if (values.help) {
  console.log(
    `scripts/gallery [--only wall,incident] [--at 390x844] [--out FOLDER]\n\nscreens: ${screens.map((it) => it.name).join(' ')}`,
  )
  process.exit()
}
const wanted = values.only?.split(',')
const chosen = screens.filter((it) => !wanted || wanted.includes(it.name))
const languages = ['zh-CN', 'en']
const sizes = {
  '1920x1080': { width: 1920, height: 1080 },
  '3840x2160': { width: 3840, height: 2160 },
  '1080x1920': { width: 1080, height: 1920 },
  '1366x768': { width: 1366, height: 768 },
  '390x844': { width: 390, height: 844, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  '360x640': { width: 360, height: 640, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  '844x390': { width: 844, height: 390, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
}
/** Of a screen that names no sizes of its own. */
const usual = ['1920x1080', '3840x2160', '1366x768', '390x844']
const asked = values.at?.split(',') ?? Object.keys(sizes)
/** Long enough for what grows into place, with motion reduced. */
const SETTLE_MS = 350

const pictures = []
const doubts = []

/** Pages that stand open at once while something fails; a map is much to draw. */
const AT_ONCE = 4

/** Every way in which some screens are looked at. */
const views = (of, at) =>
  of.flatMap((screen) =>
    languages.flatMap((language) =>
      (screen.sizes ?? usual)
        .filter((size) => asked.includes(size) && (!at || at.includes(size)))
        .flatMap((size) => (screen.themes ?? ['day']).map((theme) => ({ screen, language, size, theme }))),
    ),
  )

/** Opens a screen as somebody looks at it. */
async function stand(staged, browser, view) {
  const { screen, language, size, theme } = view
  const { context, page } = await asWhom(staged, openPage, browser, screen.as, {
    ...sizes[size],
    colorScheme: theme === 'night' ? 'dark' : 'light',
  })
  try {
    await open(page, staged, screen, language, theme)
    if (await page.locator('.county-map').count())
      await page.locator('.county-map[data-drawn]').first().waitFor({ timeout: 30_000 })
    return { view, context, page }
  } catch (error) {
    await context.close()
    throw error
  }
}

/** Takes the picture of a page, says what is doubtful of it, and closes it. */
async function take({ view, context, page }, state) {
  const { screen, language, size, theme } = view
  const file = [screen.name, state, theme, size, language].join('.')
  await page.waitForTimeout(SETTLE_MS)
  await page.screenshot({
    path: join(values.out, `${file}.png`),
    timeout: 60_000,
    fullPage: !screen.map && size !== '3840x2160',
  })
  const cut = await page.evaluate(clipped)
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
  )
  if (cut.length > 0) doubts.push(`${file}: text is cut: ${cut.slice(0, 3).join(' | ')}`)
  if (wide) doubts.push(`${file}: wider than the screen`)
  pictures.push({ file, screen: screen.name, state, theme, size, language })
  await context.close()
}

/** Keeps on where one picture fails: it is a doubt, and the others are still drawn. */
async function draw(of, state, how) {
  try {
    return await how()
  } catch (error) {
    const { screen, language, size, theme } = of
    doubts.push(`${[screen.name, state, theme, size, language].join('.')}: ${error.message.split('\n')[0]}`)
  }
}

/** Draws screens in a state of the county that lasts, two at a time. */
async function drawAll(staged, browser, state, of) {
  const left = views(of)
  const one = async () => {
    for (let view = left.shift(); view; view = left.shift())
      await draw(view, state, async () => take(await stand(staged, browser, view), state))
  }
  await Promise.all([one(), one()])
  console.log(`${state}: ${pictures.length} pictures so far, ${doubts.length} doubts`)
}

/** Draws screens that stood when something failed: some are opened, it fails, they are taken. */
async function drawWhile(staged, browser, state, { of, at, fail, mend = async () => {} }) {
  const left = views(of, at)
  while (left.length > 0) {
    const standing = []
    for (const view of left.splice(0, AT_ONCE)) {
      const opened = await draw(view, state, () => stand(staged, browser, view))
      if (opened) standing.push(opened)
    }
    try {
      await fail(standing.map((it) => it.page))
      for (const opened of standing) await draw(opened.view, state, () => take(opened, state))
    } finally {
      await mend()
    }
  }
  console.log(`${state}: ${pictures.length} pictures so far, ${doubts.length} doubts`)
}

const page = () => `<!doctype html><meta charset="utf-8"><title>Command Hub gallery</title>
<style>body{font:14px sans-serif;margin:1rem;background:#ddd}section{display:flex;flex-wrap:wrap;gap:8px;align-items:flex-start}figure{margin:0;background:#fff;padding:4px}img{width:440px;max-height:420px;object-fit:cover;object-position:top}</style>
<h1>Command Hub, ${new Date().toISOString()}</h1><details open><summary>${doubts.length} doubts</summary><pre>${doubts.join('\n').replaceAll('<', '&lt;')}</pre></details>
${[...new Set(pictures.map((it) => it.screen))]
  .map(
    (name) =>
      `<h2>${name}</h2><section>${pictures
        .filter((it) => it.screen === name)
        .map(
          (it) =>
            `<figure><a href="${it.file}.png"><img loading="lazy" src="${it.file}.png" alt=""></a><figcaption>${it.state} · ${it.theme} · ${it.size} · ${it.language}</figcaption></figure>`,
        )
        .join('')}</section>`,
  )
  .join('\n')}`

await rm(values.out, { recursive: true, force: true })
await mkdir(values.out, { recursive: true })
const staged = await Staged.start()
const browser = await openBrowser({ webgl: true })
const live = chosen.filter((it) => it.live)
try {
  await drawAll(
    staged,
    browser,
    'calm',
    chosen.filter((it) => !it.after),
  )
  await staged.accident()
  await drawAll(
    staged,
    browser,
    'accident',
    chosen.filter((it) => it.after || it.live),
  )
  await drawWhile(staged, browser, 'refused', {
    of: live,
    at: ['1366x768', '390x844'],
    fail: async (pages) => {
      for (const page of pages) {
        await page.route('**/graphql', (route) => route.abort())
        await page.reload()
      }
      await pages[0]?.waitForTimeout(2_000)
    },
  })
  // A hub that is still there and says nothing: a network that went, as a page sees it.
  let speak
  await drawWhile(staged, browser, 'silent', {
    of: live,
    at: ['1920x1080', '390x844'],
    fail: async (pages) => {
      speak = staged.hush()
      await pages[0]?.waitForTimeout(12_000)
    },
    mend: async () => speak(),
  })
  // Only Postgres can be stopped by itself.
  if (staged.hub.postgres)
    await drawWhile(staged, browser, 'database', {
      of: live,
      at: ['1920x1080', '390x844'],
      fail: async (pages) => {
        staged.hub.postgres.stop()
        await pages[0]?.waitForTimeout(12_000)
      },
      mend: async () => {
        staged.hub.postgres.start()
        await staged.hub.ready()
      },
    })
} finally {
  await browser.close()
  await staged.stop()
  await writeFile(join(values.out, 'index.html'), page())
}
for (const doubt of doubts) console.log(doubt)
console.log(`${pictures.length} pictures in ${values.out}, ${doubts.length} doubts`)

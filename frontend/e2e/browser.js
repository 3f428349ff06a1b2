// Opens pages in Debian's Chromium and notes all that must not happen there.
import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'
import { becomes, patience, slow, until } from './hub.js'

/** webgl draws the map too, in software, which takes most of a core; sound lets pages sound as a kiosk's browser does. */
export async function openBrowser({ webgl = false, sound = true } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', // containers and root have no user namespaces to nest
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(sound ? ['--autoplay-policy=no-user-gesture-required'] : []),
      ...(webgl ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : ['--disable-gpu', '--disable-webgl']),
    ],
  })
}

/**
 * A page of its own profile; `faults` collects what must stay empty. Nothing moves
 * on it, so that no click misses a dialog that still grows.
 */
export async function openPage(browser, { width = 1920, height = 1080, locale = 'zh-CN', ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(patience)
  if (slow > 1) context.on('page', (page) => slowDown(page).catch(() => {})) // one that closes at once
  const page = await context.newPage()
  if (slow > 1) await slowDown(page)
  const faults = []
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`)
  })
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (!['127.0.0.1', 'localhost'].includes(hostname) && !['data:', 'blob:'].includes(protocol)) faults.push(`outside request: ${request.url()}`)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  return { context, page, faults }
}

/** Leaves a page a part of the processor. */
async function slowDown(page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slow })
}

/** Resolves once a page is laid out as it now is: at its size, with its fonts. */
export async function settled(page) {
  await page.evaluate(async () => {
    await document.fonts.ready
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame)
  })
}

/** Asserts that no text of a page is cut, but that which `passed` lets through. */
export async function assertWhole(page, what = 'the page', passed = () => false) {
  await settled(page)
  await becomes(async () => (await page.evaluate(clipped)).filter((it) => !passed(it)), [], `${what}: no text is cut`)
}

/** Asserts that a page is no wider than the screen. */
export function assertFits(page, what = 'the page') {
  return becomes(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${what} fits the screen`)
}

/** Asserts that a page has just the size of the screen. */
export function assertFills(page, { width, height }) {
  return becomes(
    () => page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight })),
    { width, height },
    'the page has the size of the screen',
  )
}

/** Asserts that nothing happened which must not; `allowed` are messages that the story itself provoked. */
export function assertClean(faults, allowed = []) {
  assert.deepEqual(faults.filter((fault) => !allowed.some((it) => it.test(fault))), [])
}

/** Turns the wall by the keys, which also hold it there, to the page on which something is. */
export async function turnTo(page, wanted) {
  const pages = page.locator('.wall-pages button')
  for (let turns = 2 * (await pages.count()); turns > 0 && (await wanted.count()) === 0; turns--) {
    const shown = () => page.locator('.wall-pages [aria-current=true]').textContent()
    const before = await shown()
    await page.keyboard.press('ArrowLeft')
    await until(async () => (await shown()) !== before, 'the keys turn the wall')
  }
  await wanted.waitFor()
}

/** Elements whose own text is cut, by their box or by one around it. */
export const clipped = () => {
  const halfHidden = (it) => {
    const { top, bottom, left, right } = it.getBoundingClientRect()
    for (let box = it.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflow === 'visible') continue
      const outer = box.getBoundingClientRect()
      const seen = bottom > outer.top && top < outer.bottom && right > outer.left && left < outer.right
      if (!seen) return false // not there at all
      if (top < outer.top - 2 || bottom > outer.bottom + 2 || left < outer.left - 2 || right > outer.right + 2) return true
    }
    return false
  }
  return [...document.querySelectorAll('body *')]
    .filter((it) => !it.classList.contains('sr-only')) // read aloud, not seen
    .filter((it) => [...it.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()))
    .filter((it) => {
      const { overflowX, overflowY, display } = getComputedStyle(it)
      if (display === 'inline') return false
      const cut = (overflow, inner, outer) => overflow !== 'visible' && inner > outer + 1
      return cut(overflowX, it.scrollWidth, it.clientWidth) || cut(overflowY, it.scrollHeight, it.clientHeight) || halfHidden(it)
    })
    .map((it) => `${it.tagName.toLowerCase()}.${it.className}: ${it.textContent.trim().slice(0, 60)}`)
}

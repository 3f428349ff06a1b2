// Opens pages in Debian's Chromium and notes all that must not happen there.
import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'

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
  const page = await context.newPage()
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

/** Asserts that nothing happened which must not; `allowed` are messages that the story itself provoked. */
export function assertClean(faults, allowed = []) {
  assert.deepEqual(faults.filter((fault) => !allowed.some((it) => it.test(fault))), [])
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

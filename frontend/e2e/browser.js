// Opens pages in Debian's Chromium and notes all that must not happen there.
import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'

/** webgl draws the map too, in software, which takes most of a core. */
export async function openBrowser({ webgl = false } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', // containers and root have no user namespaces to nest
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(webgl ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : ['--disable-gpu', '--disable-webgl']),
    ],
  })
}

/** A page of its own profile; `faults` collects what must stay empty. */
export async function openPage(browser, { width = 1920, height = 1080, locale = 'zh-CN', ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale, timezoneId: 'Asia/Shanghai', ...options })
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

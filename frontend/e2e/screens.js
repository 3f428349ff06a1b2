// Every screen that people see: where it is, who looks at it, and when it stands.
// The gallery draws each; the accessibility check reads each. `live` ones are also
// drawn while the hub is silent or refuses; `after` ones need an accident; `sizes` are
// those of the gallery at which a screen is used.

/** The colours in which a screen is drawn, where it has more than one set of them. */
const both = ['day', 'night']
const section = (name, as, ready) => ({
  name: `console-${name}`,
  as,
  path: () => `/console/${name}`,
  ready,
  themes: both,
})

/** `path` is told the staged county; `ready` is what is there once the screen stands. */
export const screens = [
  { name: 'wall', as: 'wall', path: () => '/wall', ready: '.wall-tiles .tile h2', map: true, live: true, themes: both, sizes: ['1920x1080', '3840x2160', '1366x768', '1080x1920', '390x844'] },
  { name: 'station', as: 'duty', path: () => '/station/LC0001', ready: '.history .chart svg path', live: true, themes: both },
  { name: 'incident', as: 'commander', path: (s) => `/console/incidents/${s.incident}`, ready: '.incident-task', after: true, live: true, themes: both },
  { ...section('incidents', 'duty', '.list-found'), live: true },
  section('approvals', 'commander', '.console-content h1'),
  section('duty', 'duty', '.console-content table'),
  section('contacts', 'duty', '.console-content table'),
  section('installations', 'duty', 'tbody .ant-table-row'),
  section('stations', 'duty', 'tbody .ant-table-row'),
  section('devices', 'system', 'tbody .ant-table-row'),
  section('quarantine', 'system', '.console-content table'),
  section('timeline', 'auditor', 'tbody .ant-table-row'),
  section('people', 'security', 'tbody .ant-table-row'),
  section('displays', 'system', 'tbody .ant-table-row'),
  section('profile', 'system', '.profile-now'),
  section('exercise', 'system', '.console-content button'),
  section('account', 'duty', '.console-content form, .console-content button'),
  { name: 'report-sheet', as: 'duty', path: (s) => `/console/reports/${s.report}`, ready: '.sheet table', after: true, themes: both },
  { name: 'hand-over-sheet', as: 'duty', path: (s) => `/console/handovers/${s.handOver}`, ready: '.sheet table', after: true },
  { name: 'story-sheet', as: 'duty', path: (s) => `/console/stories/${s.incident}`, ready: '.sheet table', after: true },
  ...['start', 'programs', 'webhooks', 'explorer', 'contract', 'examples'].map((name) => ({
    name: `partner-${name}`,
    as: 'analyst',
    path: () => `/partner/${name}`,
    ready: name === 'explorer' ? '.graphiql-query-editor .view-lines' : '.ant-layout-content h1, .console-content h1, main h1',
    themes: both,
  })),
  ...['incident', 'tasks', 'group', 'report', 'call', 'map', 'outbox', 'phone', 'more'].map((name) => ({
    name: `field-${name}`,
    as: 'phone',
    path: () => `/field/${name}`,
    ready: '.field-main > *',
    size: { width: 390, height: 844, isMobile: true, hasTouch: true },
    sizes: ['390x844', '360x640', '844x390'],
    themes: both,
    live: name === 'incident' || name === 'tasks',
    after: ['group', 'report', 'call'].includes(name),
    map: name === 'map',
  })),
  { name: 'sign-in', as: 'nobody', path: () => '/signin', ready: 'form' },
  { name: 'enrol', as: 'nobody', path: () => '/enrol', ready: 'form' },
  { name: 'wall-not-enrolled', as: 'nobody', path: () => '/wall', ready: 'h1' },
  { name: 'home', as: 'nobody', path: () => '/', ready: 'h1' },
  { name: 'help', as: 'nobody', path: () => '/help', ready: 'h2', themes: both },
]

/** A page of the browser, as who looks at the screen. */
export async function asWhom(staged, openPage, browser, as, options) {
  const opened = await openPage(browser, options)
  const cookies = staged.cookies[as].split('; ').filter(Boolean)
  await opened.context.addCookies(
    cookies.map((it) => {
      const [name, value] = it.split('=')
      return { name, value, url: staged.hub.url }
    }),
  )
  return opened
}

/** Opens a screen in a language and waits until it stands, with its fonts. */
export async function open(page, staged, screen, language, theme) {
  const chosen = screen.name === 'wall' && theme ? `&theme=${theme}` : ''
  await page.goto(`${staged.hub.url}${screen.path(staged)}?lang=${language}${chosen}`)
  await page.locator(screen.ready).first().waitFor({ state: 'attached' })
  await page.evaluate(() => document.fonts.ready)
}

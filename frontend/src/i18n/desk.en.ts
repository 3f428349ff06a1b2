import type * as zh from './desk.zh'

/** The desk: finding, lists, drafts, approvals. */
export const palette: typeof zh.palette = {
  title: 'Find',
  find: 'Find…',
  hint: 'Name, number, place, or initials of pinyin, as lcx',
  reading: 'Reading…',
  failed: 'A part could not be read: what is found here is not all.',
  nothing: 'Nothing found. Look for what is older in its own list.',
  bounds:
    '↑ ↓ to choose, Enter to open. Looked through: the last 100 incidents, tasks of the last 20 open ones, all stations, the first 100 accounts.',
  recent: 'recent',
  stationsThere: 'Stations there',
  shortcuts: 'Keyboard shortcuts',
  kind: {
    act: 'Act',
    section: 'Section',
    incident: 'Incident',
    task: 'Task',
    station: 'Station',
    area: 'Area',
    contact: 'Contact',
    person: 'Person',
    help: 'Guide',
  },
  act: {
    report: 'Enter a first report',
    handover: 'Hand the shift over',
    language: 'Change the language (中文 / English)',
    help: 'Guide',
    wall: 'Open the wall',
    signOut: 'Sign out',
  },
  key: {
    find: 'Find anything',
    filter: 'Filter the list at hand; find, where there is none',
    rows: 'From row to row of a list; Enter opens',
    sheet: 'Show this sheet',
    submit: 'Submit the form at hand',
    close: 'Close a dialog; what was filled in stays as a draft',
    choose: 'Choose among what was found',
    jump: 'Open “{{section}}”',
    note: 'Press g, then the letter. While you type words, single letters are no shortcuts.',
  },
}

export const deskTheme: typeof zh.deskTheme = {
  label: 'Colours: {{chosen}}',
  auto: 'Auto',
  day: 'Day',
  night: 'Night',
  tip: { auto: 'Colours as the computer has them', day: 'Always light', night: 'Always dark' },
}

export const draft: typeof zh.draft = {
  restored: 'Draft of {{at}} restored.',
  newer: ' Since then another has changed it: both versions stand below.',
  discard: 'Discard the draft',
  unkept: 'This browser cannot keep a draft: do not leave the page before you submit.',
  signOut: '{{n}} drafts have not been submitted',
  signOutEffect: 'Signing out wipes the drafts on this browser. They have not reached the hub.',
  signOutAnyway: 'Wipe drafts and sign out',
}

export const approvals: typeof zh.approvals = {
  none: 'Nothing waits for you.',
  unread: 'Not everything could be read: more may be waiting.',
  reading: 'Reading…',
  asOf: 'read {{ago}}, {{n}} in all',
  waitingSince: 'waiting for {{age}}',
  due: 'due {{at}}',
  kind: {
    report: 'Report to be sent',
    order: 'Spoken order to confirm',
    release: 'Release to approve',
    proposal: 'Response to start',
    shift: 'Shift to take over',
  },
  reportOf: '{{kind}}, drafted {{at}}',
  orderOf: '{{post}}: {{what}} (entered by {{by}})',
  proposalOf: '{{level}} is proposed',
  shiftOf: '{{name}} handed over at {{at}}',
  open: 'Open',
  hint: '↑ ↓ to choose, Enter to open or act.',
  acted: 'Done.',
}

export const list: typeof zh.list = {
  found: '{{n}} found',
  more: '{{n}} more',
  clear: 'Clear filters',
  none: 'There is nothing yet.',
  noneMatch: 'Nothing matches the filters.',
  unknown: 'Not read: nobody knows whether anything is here. Refresh to try again.',
  old: '■ The last reading failed: what is below was read before.',
  view: 'View',
  columns: 'Columns shown',
  before: 'Move "{{column}}" back',
  after: 'Move "{{column}}" on',
  density: 'Density',
  comfortable: 'Comfortable',
  compact: 'Compact',
  reset: 'Columns as they were',
  colon: ': ',
  semicolon: '; ',
  sheet: 'Filters — {{filters}}. {{count}}.',
  sheetAll: 'none',
  printed: 'Printed at {{at}} (Asia/Shanghai) by {{by}}',
}

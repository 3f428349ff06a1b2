import type { sceneReport as zh } from './sceneReport.zh'

/** Reports from the scene */
export const sceneReport: typeof zh = {
  title: 'Reports from the scene',
  guide:
    'Reports from the scene are sent by phone by field leaders, leads of groups and officers of townships. Their words and figures are kept as they came and never changed. Until the desk adopts one, its figures change no count, no grade and no clock. Once adopted, what it counts joins the casualties, what it did not say stays, and grade and clocks follow; words alone go into the log. To set one aside needs a reason. Where two decide at once, the first holds. An incident is not closed while a report from its scene waits.',
  none: 'None yet.',
  waitingCount: '{{n}} waiting',
  waits: 'Reports from the scene waiting: {{n}}',
  state: { WAITING: 'Waiting', ADOPTED: 'Adopted', SET_ASIDE: 'Set aside' },
  seen: 'written at the scene {{at}} ({{ago}})',
  received: 'came {{at}}',
  task: 'Task',
  figure: 'Figure',
  now: 'Now',
  said: 'Scene says',
  after: 'Once adopted',
  unknown: 'unknown',
  place: 'Place {{latitude}}, {{longitude}}',
  accuracy: 'within about {{m}} m',
  adopt: 'Adopt',
  adoptText: 'Adopt into the log',
  adoptTitle: 'Adopt the report of {{by}}',
  adoptNote: 'Its figures join the casualties, and grade and clocks follow; what it did not say stays.',
  adoptTextNote: 'It has no figures and goes into the log.',
  older:
    'A later count of {{at}} stands: once adopted, this report joins the history and changes no figure of now. If its figures still hold, say as of when.',
  asOf: 'When the figures were so',
  asOfHint: 'Empty for when it was written: {{at}}',
  setAside: 'Set aside',
  setAsideTitle: 'Set the report of {{by}} aside',
  reason: 'Why',
  decided: '{{what}} by {{who}}, {{at}}',
  because: 'because {{reason}}',
  past: 'Reports dealt with ({{n}})',
  photo: 'Picture from the scene',
  refusal: {
    input: {
      reason: 'Say why.',
      report: 'This report was dealt with already.',
      asOf: 'It has to lie between the event and now; for a report older than the event, say when its figures were so.',
      incident: 'The incident has ended: a report can only be set aside.',
    },
    CONFLICT: 'Another dealt with this report first: see what came of it.',
  },
  sheet: {
    title: '3 Reports from the scene',
    time: 'Written / came',
    by: 'By',
    words: 'What',
    outcome: 'Outcome',
  },
}

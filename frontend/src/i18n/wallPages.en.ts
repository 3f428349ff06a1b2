import type { wallPages as zh } from './wallPages.zh'

/** The wall's pages, colours and watch over itself. */
export const wallPages: typeof zh = {
  title: 'Pages in turn',
  county: 'County',
  readiness: 'Readiness',
  held: 'held, {{left}} left',
  until: 'until {{at}}',
  stopped: 'This page has stopped',
  stoppedExplained: 'Believe nothing on it; start the browser of this display again',
  theme: {
    auto: 'Colours: by the hour',
    sun: 'Colours: by the sun',
    day: 'Colours: day',
    night: 'Colours: night',
  },
}

import type { shared as zh } from './shared.zh'

/** What every face says; the phone loads no more of the others' texts. */
export const shared: typeof zh = {
  language: { other: '中文' },
  home: {
    title: 'Command Hub',
    broken: 'This page failed',
    brokenExplained: 'The program met an error; the page loads anew as soon as the server answers.',
  },
  failure: {
    tooLong: 'At most {{most}} characters.',
    INVALID: 'Something in the input is wrong.',
    NOT_FOUND: 'Not found.',
    CONFLICT: 'That clashes with what is there; please choose another.',
    FORBIDDEN: 'You may not see or do this.',
    RATE_LIMITED: 'Too many tries; please wait a little.',
    UNAVAILABLE: 'The service is away for the moment; please try again.',
    UNREACHABLE: 'The server cannot be reached; trying again.',
    INTERNAL: 'Something failed inside; please try again.',
  },
  exercise: {
    banner: 'EXERCISE  演练',
    explained: 'Not real · no real notice is sent',
    on: 'The hub is in exercise mode.',
    off: 'The hub is in real operation.',
    unknown: 'Waiting for the server to tell the mode.',
    start: 'Start exercise',
    end: 'End exercise',
    startConfirm: 'Start exercise mode?',
    startEffect: 'Every screen shows the banner and no real notice is sent. This goes into the timeline.',
    endConfirm: 'End the exercise and return to real operation?',
    endEffect: 'The banner goes, and notices are real from then on. This goes into the timeline.',
  },
  age: {
    unknown: 'age unknown',
    seconds: '{{n}} s ago',
    minutes: '{{n}} min ago',
    hours: '{{n}} h ago',
    days: '{{n}} d ago',
  },
}

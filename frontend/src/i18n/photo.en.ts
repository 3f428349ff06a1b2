import type { photo as zh } from './photo.zh'

/** Pictures from the scene */
export const photo: typeof zh = {
  title: 'Pictures from the scene',
  none: 'None yet.',
  noCaption: 'No caption',
  caption: 'What they show',
  task: 'Of which task (may stay empty)',
  keepPlace: 'Keep where they were taken',
  keepPlaceHint: 'Place, device and the like are taken out of pictures; ticked, the place alone is kept.',
  choose: 'Choose pictures and send',
  taken: 'taken {{at}}',
  withdraw: 'Withdraw',
  reason: 'Why it is withdrawn',
  withdrawn: '{{at}} {{who}} withdrew a picture: {{reason}}',
  notSent: 'Not sent',
  again: 'Send again',
  discard: 'Discard',
  refused: {
    body: 'It is no whole JPEG, PNG or WebP, or has more than 10 MiB or 50 million pixels.',
    task: 'The task is not of this incident.',
    incident: 'The incident has ended, or can have no more pictures.',
    caption: 'The caption is too long.',
    'Idempotency-Key': 'Choose the picture again.',
    UNREACHABLE: 'The connection broke; the picture did not arrive.',
    UNAVAILABLE: 'The database does not answer; the picture was not kept.',
    UNAUTHENTICATED: 'The sign-in has ended: sign in on another page, then send again.',
    FORBIDDEN: 'You may not send pictures.',
    NOT_FOUND: 'There is no such incident, or it is not open to you.',
    INTERNAL: 'The picture was not kept.',
  },
}

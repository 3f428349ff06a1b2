import type { Section } from '../sections'

/** The letter that follows g to open a section. */
export const jumps: Record<Section, string> = {
  incidents: 'i',
  approvals: 'a',
  duty: 'd',
  contacts: 'c',
  stations: 's',
  installations: 'n',
  devices: 'v',
  quarantine: 'q',
  timeline: 't',
  people: 'p',
  displays: 'w',
  profile: 'k',
  exercise: 'e',
  account: 'm',
}

/** A letter after g counts for so long. */
export const JUMP_MS = 1_500

/** Whether keys typed there are words, or belong to a dialog: no shortcut takes them. */
export const takesKeys = (at: EventTarget | null): boolean =>
  at instanceof HTMLElement &&
  (at.isContentEditable || at.closest('input, textarea, select, [role=dialog], [role=combobox]') !== null)

import type { ComponentType } from 'react'
import type { Scope } from '@/ui/Withheld'
import { Account } from './account/Account'
import { Approvals } from './approvals/Approvals'
import { Contacts } from './contacts/Contacts'
import { Devices } from './Devices'
import { Displays } from './Displays'
import { DutyRoom } from './duty/DutyRoom'
import { Exercise } from './Exercise'
import { Incidents } from './incidents/Incidents'
import { Installations } from './installation/Installations'
import { People } from './People'
import { Profile } from './profile/Profile'
import { Quarantine } from './quarantine/Quarantine'
import { Stations } from './Stations'
import { Timeline } from './Timeline'

/** The desk's sections, in their order, each with the right that opens it. */
export const sections = {
  incidents: { needs: 'incident:read', Face: Incidents },
  approvals: { needs: 'incident:write', Face: Approvals },
  duty: { needs: 'duty:read', Face: DutyRoom },
  contacts: { needs: 'contact:read', Face: Contacts },
  stations: { needs: 'station:read', Face: Stations },
  installations: { needs: 'installation:read', Face: Installations },
  devices: { needs: 'device:read', Face: Devices },
  quarantine: { needs: 'quarantine:read', Face: Quarantine },
  timeline: { needs: 'timeline:read', Face: Timeline },
  people: { needs: 'account:read', Face: People },
  displays: { needs: 'account:read', Face: Displays },
  profile: { needs: 'profile:write', Face: Profile },
  exercise: { needs: 'hub:write', Face: Exercise },
  account: { needs: 'own:write', Face: Account },
} as const satisfies Record<string, { needs: Scope; Face: ComponentType }>

export type Section = keyof typeof sections

export const isSection = (name: string | undefined): name is Section => name !== undefined && name in sections

/** The sections that a holder of some scopes sees. */
export const openSections = (scopes: readonly string[]): Section[] =>
  (Object.keys(sections) as Section[]).filter((name) => scopes.includes(sections[name].needs))

import type {
  DeadlineState,
  Duty,
  Grade,
  IncidentStage,
  NoticeState,
  ResponseLevel,
  TaskState,
} from '@/gql/generated/graphql'

/** What was open at a hand-over, as the hub froze it. */
export interface Open {
  at: string
  incidents: {
    id: string
    number: string
    title: string
    stage: IncidentStage
    grade: Grade
    level: ResponseLevel | null
  }[]
  clocks: { incident: string; duty: Duty; article: string; dueAt: string; state: DeadlineState }[]
  tasks: { incident: string; text: string; owner: string; state: TaskState; dueAt: string | null }[]
  notices: { incident: string; unit: string; state: NoticeState; answerBy: string | null }[]
  left: { incidents: number; clocks: number; tasks: number; notices: number }
}

/** Reads what was frozen; null where it is not told or cannot be read. */
export function readOpen(text: string | null | undefined): Open | null {
  if (!text) return null
  try {
    return JSON.parse(text) as Open
  } catch {
    return null
  }
}

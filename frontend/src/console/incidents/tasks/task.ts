import type { TaskState } from '@/gql/generated/graphql'
import type { Task } from '../incident'

/** Where a task may go from each state; the hub judges. */
export const next: Record<TaskState, readonly TaskState[]> = {
  OPEN: ['ACKNOWLEDGED', 'CANCELLED'],
  ACKNOWLEDGED: ['IN_PROGRESS', 'DONE', 'CANCELLED'],
  IN_PROGRESS: ['IN_PROGRESS', 'DONE', 'CANCELLED'],
  DONE: ['IN_PROGRESS'],
  CANCELLED: [],
}

/** What a step is called: what was done is taken up again. */
export const moveWord = (from: TaskState, to: TaskState): TaskState => (from === 'DONE' ? 'OPEN' : to)

/** Whether a step needs a reason. */
export const needsReason = (from: TaskState, to: TaskState): boolean => from === 'DONE' || to === 'CANCELLED'

/** Whether somebody above or outside waits to hear how it is carried out. */
export const isAnswered = (task: Pick<Task, 'kind'>): boolean =>
  task.kind === 'INSTRUCTION' || task.kind === 'HELP_REQUEST'

/** What was said of a task, newest first. */
export const notesOf = (task: Pick<Task, 'notes'>) => task.notes.toSorted((a, b) => b.at.localeCompare(a.at))

import { bounds } from '@/gql/generated/bounds'
import type { TaskState } from '@/gql/generated/graphql'
import { useLanguage, useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { ActDialog, textOf } from '../ActDialog'
import { MoveTaskDocument } from '../acts'
import type { Task } from '../incident'
import { moveWord, needsReason, next, notesOf } from './task'

interface Props {
  /** As it was when the step was chosen. */
  task: Task
  /** As it is. */
  now: Task
  to: TaskState
  mayCancel: boolean
  conflicted?: boolean
  onClose(): void
}

const states: readonly TaskState[] = ['OPEN', 'ACKNOWLEDGED', 'IN_PROGRESS', 'DONE', 'CANCELLED']

/** Takes a task further. Where another did meanwhile, both versions are shown and what was typed stays. */
export function MoveTask({ task, now, to, mayCancel, conflicted, onClose }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const reason = needsReason(task.state, to)
  const last = notesOf(now)[0]
  const reached = (state: TaskState) =>
    (next[now.state].includes(state) || state === to) && (state !== 'CANCELLED' || mayCancel)
  return (
    <ActDialog
      title={t(`incident.taskMove.${moveWord(task.state, to)}`)}
      conflicted={conflicted ?? false}
      draft={`move:${task.id}:${to}`}
      note={
        <>
          <p className="console-note">{(language === 'en' && task.textEn) || task.text}</p>
          {now.version !== task.version && last && (
            <p className="task-moved" role="status">
              {t('scene.taskMoved', {
                by: last.by,
                at: dateTime(last.at),
                state: t(`incident.taskState.${last.state}`),
              })}
              {last.note && <b> {last.note}</b>}
            </p>
          )}
        </>
      }
      fields={[
        {
          name: 'note',
          label: t(reason ? 'incident.taskNoteNeeded' : 'incident.taskNote'),
          kind: 'area',
          most: bounds.MoveTaskInput.note,
          required: reason,
        },
        {
          name: 'state',
          label: t('scene.taskState'),
          kind: 'choice',
          initial: to,
          options: states.map((s) => ({
            value: s,
            label: t(`incident.taskState.${s}`),
            disabled: !reached(s),
          })),
        },
      ]}
      latest={{ state: now.state, note: last?.note ?? '' }}
      submit={(send, v, seen) =>
        send(MoveTaskDocument, {
          task: task.id,
          version: seen ? now.version : task.version,
          state: (textOf(v.state) ?? to) as TaskState,
          note: textOf(v.note),
        })
      }
      onClose={onClose}
    />
  )
}

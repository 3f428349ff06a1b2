import { useId, useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { TaskState } from '@/gql/generated/graphql'
import { useLanguage, useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { dateAndMinute } from '@/ui/format'
import type { FieldIncident, FieldParts, FieldTask } from './documents'
import { outbox, useOutgoing } from './outbox/useOutbox'
import { useAdding } from './useAdding'

interface Props {
  incident: FieldIncident | null
  parts: FieldParts | null
  group: string | null
}

const over = (s: TaskState) => s === 'DONE' || s === 'CANCELLED'

/** What my group has to do, or everybody; acknowledged with one thumb. */
export function TasksScreen({ incident, parts, group }: Props) {
  const { t } = useTranslation()
  const [all, setAll] = useState(group === null)
  const tasks = (parts?.tasks ?? []).filter((it) => all || group === null || it.group?.id === group)
  const open = tasks
    .filter((it) => !over(it.state))
    .toSorted(
      (a, b) =>
        Number(a.state !== 'OPEN') - Number(b.state !== 'OPEN') || a.createdAt.localeCompare(b.createdAt),
    )
  const ended = tasks.filter((it) => over(it.state))
  return (
    <>
      <h1>{t('field.tasks.title')}</h1>
      {group !== null && (
        <div className="field-tabs">
          <button type="button" aria-pressed={!all} onClick={() => setAll(false)}>
            {t('field.tasks.mine')}
          </button>
          <button type="button" aria-pressed={all} onClick={() => setAll(true)}>
            {t('field.tasks.all')}
          </button>
        </div>
      )}
      {incident && parts && open.length === 0 && <p className="field-empty">{t('field.tasks.noneOpen')}</p>}
      {!parts && <p className="field-empty">{t(incident ? 'field.neverRead' : 'field.tasks.none')}</p>}
      {open.map(
        (it) =>
          incident && <TaskCard key={it.id} task={it} groups={parts?.groups ?? []} incident={incident.id} />,
      )}
      {ended.length > 0 && (
        <details className="field-card">
          <summary>{t('field.tasks.ended', { n: ended.length })}</summary>
          {ended.map((it) => (
            <p key={it.id}>
              {t(`incident.taskState.${it.state}`)} · {it.text}
            </p>
          ))}
        </details>
      )}
    </>
  )
}

function TaskCard({
  task,
  groups,
  incident,
}: {
  task: FieldTask
  groups: FieldParts['groups']
  incident: string
}) {
  const { t } = useTranslation()
  const named = useNamed()
  const english = useLanguage() === 'en'
  const now = useNow().server ?? Date.now()
  const id = useId()
  const { entries } = useOutgoing()
  const [asked, setAsked] = useState<TaskState | null>(null)
  const [note, setNote] = useState('')
  const { add, failure } = useAdding()
  const group = groups.find((g) => g.id === task.group?.id)
  const title = (english && task.textEn) || task.text
  const pending = entries.filter((e) => e.act.kind === 'task' && e.act.task === task.id && e.state !== 'sent')
  const last = pending.at(-1)
  const blocked = pending.some((e) => e.state === 'refused' || e.state === 'conflict')
  const state = last?.act.kind === 'task' ? last.act.state : task.state
  const move = async (to: TaskState) => {
    const act = { kind: 'task', task: task.id, title, version: task.version, state: to, note } as const
    const before =
      last ??
      [...outbox.get().entries]
        .reverse()
        .find((e) => e.act.kind === 'task' && e.act.task === task.id && (e.version ?? 0) > task.version)
    if (!(await add(incident, [{ act }], before?.key ?? null))) return
    setAsked(null)
    setNote('')
  }
  return (
    <section className="field-card">
      <h2>{title}</h2>
      <p className="field-group">{group ? named(group) : task.owner || t('field.tasks.noGroup')}</p>
      <p className="field-soft">
        {t(`incident.taskState.${task.state}`)}
        {task.dueAt && (
          <b className={now > Date.parse(task.dueAt) ? 'late' : undefined}>
            {` · ${t('field.tasks.due', { at: dateAndMinute(task.dueAt) })}`}
            {now > Date.parse(task.dueAt) && ` · ${t('field.tasks.late')}`}
          </b>
        )}
      </p>
      {task.lastNote && <p>{`${t('field.tasks.lastNote')}: ${task.lastNote}`}</p>}
      {pending.map((e) => (
        <p key={e.id} className={`field-state ${e.state}`}>
          {t('field.tasks.pending', {
            what: e.act.kind === 'task' ? t(`incident.taskState.${e.act.state}`) : '',
            state: t(`field.outbox.state.${e.state}`, { at: '' }),
          })}
        </p>
      ))}
      {failure && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      {!blocked && !over(state) && asked === null && (
        <div className="field-acts">
          {state === 'OPEN' ? (
            <button type="button" className="main" onClick={() => void move('ACKNOWLEDGED')}>
              {t('field.tasks.acknowledge')}
            </button>
          ) : (
            <>
              <button type="button" onClick={() => setAsked('IN_PROGRESS')}>
                {t('field.tasks.progress')}
              </button>
              <button type="button" className="main" onClick={() => setAsked('DONE')}>
                {t('field.tasks.done')}
              </button>
            </>
          )}
        </div>
      )}
      {asked !== null && (
        <>
          <label className="field-label" htmlFor={id}>
            {t('field.tasks.note')}
          </label>
          <textarea
            id={id}
            rows={3}
            maxLength={bounds.MoveTaskInput.note}
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
          <div className="field-acts">
            <button type="button" onClick={() => setAsked(null)}>
              {t('field.tasks.cancel')}
            </button>
            <button type="button" className="main" onClick={() => void move(asked)}>
              {t(asked === 'DONE' ? 'field.tasks.done' : 'field.tasks.progress')}
            </button>
          </div>
        </>
      )}
    </section>
  )
}

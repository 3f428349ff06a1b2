import { Button, Space, Tag } from 'antd'
import type { TaskState } from '@/gql/generated/graphql'
import { useLanguage, useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { dateAndMinute, shortDateTime } from '@/ui/format'
import type { Task } from '../incident'
import { isAnswered, moveWord, next, notesOf } from './task'

interface Props {
  task: Task
  may: boolean
  mayCancel: boolean
  onMove(to: TaskState): void
}

/** One task: its kind, how it stands, who has to do it by when, how it is carried out. */
export function TaskRow({ task, may, mayCancel, onMove }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const language = useLanguage()
  const now = useNow().server
  const open = task.state !== 'DONE' && task.state !== 'CANCELLED'
  const late = open && task.dueAt && now !== null && Date.parse(task.dueAt) < now
  const said = [
    `${t('scene.owner')} ${task.group ? named(task.group) : task.owner}`,
    task.orderedBy && `${t('scene.orderedBy')} ${task.orderedBy} ${shortDateTime(task.createdAt)}`,
    task.dueAt && t('incident.due', { at: dateAndMinute(task.dueAt) }),
  ]
  return (
    <div className="incident-task" data-state={task.state} data-kind={task.kind}>
      <div>
        <b className={`incident-mark task-${task.kind}`}>
          {t(`incident.task.${task.kind}`)} {task.article}
        </b>{' '}
        <Tag color={task.state === 'OPEN' ? 'gold' : task.state === 'DONE' ? 'green' : 'default'}>
          {t(`incident.taskState.${task.state}`)}
        </Tag>
        {late && <b className="incident-mark clock-LATE">{t('incident.clockState.LATE')}</b>}
        <p className="text">{(language === 'en' && task.textEn) || task.text}</p>
        <small className="console-soft">{said.filter(Boolean).join(' · ')}</small>
        <Progress task={task} />
      </div>
      {may && (
        <Space size={4} wrap>
          {next[task.state]
            .filter((to) => to !== 'CANCELLED' || mayCancel)
            .map((to) => (
              <Button
                key={to}
                size="small"
                type={to === 'ACKNOWLEDGED' ? 'primary' : to === 'CANCELLED' ? 'text' : 'default'}
                onClick={() => onMove(to)}
              >
                {t(`incident.taskMove.${moveWord(task.state, to)}`)}
              </Button>
            ))}
        </Space>
      )}
    </div>
  )
}

/** What was said last of how it is carried out, and all that was said before. */
function Progress({ task }: { task: Task }) {
  const { t } = useTranslation()
  const notes = notesOf(task)
  const last = notes.find((n) => n.note !== '')
  return (
    <>
      {last ? (
        <p className="progress">
          {t(task.state === 'CANCELLED' ? 'scene.cancelledWhy' : 'scene.progress')}
          {last.note}{' '}
          <small className="console-soft">
            {last.by} {shortDateTime(last.at)}
          </small>
        </p>
      ) : (
        isAnswered(task) && <p className="progress none">{t('scene.progressNone')}</p>
      )}
      {notes.length > 1 && (
        <details>
          <summary>{t('scene.notes', { n: notes.length })}</summary>
          {notes.map((n) => (
            <div key={n.id}>
              {shortDateTime(n.at)} {n.by} · {t(`incident.taskState.${n.state}`)} {n.note}
            </div>
          ))}
        </details>
      )}
    </>
  )
}

import { Button, Segmented, Space, Tag } from 'antd'
import { useState } from 'react'
import type { TaskKind, TaskState } from '@/gql/generated/graphql'
import { useLanguage, useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { dateAndMinute } from '@/ui/format'
import { useMay } from '../rights'
import { ActDialog, textOf } from './ActDialog'
import { GiveTaskDocument, MoveTaskDocument } from './acts'
import { Card } from './Card'
import { type Incident, isOver, type Task } from './incident'
import { useAct } from './useAct'

/** Where a task may go from each state; the hub judges. */
const next: Record<TaskState, readonly TaskState[]> = {
  OPEN: ['ACKNOWLEDGED', 'CANCELLED'],
  ACKNOWLEDGED: ['IN_PROGRESS', 'DONE', 'CANCELLED'],
  IN_PROGRESS: ['IN_PROGRESS', 'DONE', 'CANCELLED'],
  DONE: [],
  CANCELLED: [],
}
const kinds: readonly TaskKind[] = ['ORDER', 'HELP_REQUEST', 'INSTRUCTION', 'CORRECTIVE_ACTION']

/** What is to be done by whom, what is acknowledged, what is late. */
export function Tasks({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()
  const act = useAct()
  const [giving, setGiving] = useState(false)
  const [moving, setMoving] = useState<{ task: Task; to: TaskState } | null>(null)
  const [group, setGroup] = useState('')
  const groups = incident.groups.filter((g) => !g.dissolvedAt)
  const shown = incident.tasks.filter((task) => group === '' || task.group?.id === group)
  const done = incident.tasks.filter((task) => task.state === 'DONE').length
  const move = (task: Task, to: TaskState) => {
    if (to !== 'ACKNOWLEDGED') return setMoving({ task, to })
    void act(MoveTaskDocument, { task: task.id, version: task.version, state: to })
  }
  return (
    <Card
      title={t('incident.tasks')}
      acts={
        <>
          {incident.tasks.length > 0 && (
            <span className="console-soft">
              {t('incident.taskCount', { done, all: incident.tasks.length })}
            </span>
          )}
          {may('incident:write') && !isOver(incident) && (
            <Button size="small" onClick={() => setGiving(true)}>
              {t('incident.taskGive')}
            </Button>
          )}
        </>
      }
    >
      {groups.length > 1 && (
        <Segmented
          size="small"
          className="incident-groups"
          value={group}
          onChange={setGroup}
          options={[
            { value: '', label: t('incident.taskAll') },
            ...groups
              .filter((g) => incident.tasks.some((task) => task.group?.id === g.id))
              .map((g) => ({ value: g.id, label: named(g) })),
          ]}
        />
      )}
      {incident.tasks.length === 0 && <p className="console-soft">{t('incident.tasksNone')}</p>}
      {shown.map((task) => (
        <Row
          key={task.id}
          task={task}
          may={may('task:write') && !isOver(incident)}
          onMove={(to) => move(task, to)}
        />
      ))}
      {moving && (
        <ActDialog
          title={t(`incident.taskMove.${moving.to}`)}
          fields={[
            {
              name: 'note',
              label: t(moving.to === 'CANCELLED' ? 'incident.taskNoteNeeded' : 'incident.taskNote'),
              kind: 'area',
              required: moving.to === 'CANCELLED',
            },
          ]}
          submit={(send, v) =>
            send(MoveTaskDocument, {
              task: moving.task.id,
              version: moving.task.version,
              state: moving.to,
              note: textOf(v.note),
            })
          }
          onClose={() => setMoving(null)}
        />
      )}
      {giving && (
        <ActDialog
          title={t('incident.taskGive')}
          fields={[
            {
              name: 'kind',
              label: t('incident.taskKind'),
              kind: 'choice',
              required: true,
              initial: 'ORDER',
              options: kinds.map((k) => ({ value: k, label: t(`incident.task.${k}`) })),
            },
            { name: 'text', label: t('incident.taskText'), kind: 'area', required: true },
            {
              name: 'group',
              label: t('incident.taskGroup'),
              kind: 'choice',
              options: groups.map((g) => ({ value: g.id, label: named(g) })),
            },
            { name: 'owner', label: t('incident.taskOwner'), kind: 'text', when: (v) => !v.group },
            { name: 'dueAt', label: t('incident.taskDue'), kind: 'instant' },
          ]}
          submit={(send, v) =>
            send(GiveTaskDocument, {
              incident: incident.id,
              kind: (textOf(v.kind) ?? 'ORDER') as TaskKind,
              text: textOf(v.text) ?? '',
              group: textOf(v.group),
              owner: textOf(v.owner),
              dueAt: textOf(v.dueAt),
            })
          }
          onClose={() => setGiving(false)}
        />
      )}
    </Card>
  )
}

function Row({ task, may, onMove }: { task: Task; may: boolean; onMove(to: TaskState): void }) {
  const { t } = useTranslation()
  const named = useNamed()
  const language = useLanguage()
  const now = useNow().server
  const open = task.state !== 'DONE' && task.state !== 'CANCELLED'
  const late = open && task.dueAt && now !== null && Date.parse(task.dueAt) < now
  return (
    <div className="incident-task" data-state={task.state}>
      <div>
        <Tag color={task.state === 'OPEN' ? 'gold' : task.state === 'DONE' ? 'green' : 'default'}>
          {t(`incident.taskState.${task.state}`)}
        </Tag>
        {(language === 'en' && task.textEn) || task.text}
        <br />
        <small className="console-soft">
          {t(`incident.task.${task.kind}`)} {task.article} · {task.group ? named(task.group) : task.owner}
          {task.dueAt && ` · ${t('incident.due', { at: dateAndMinute(task.dueAt) })}`}
          {task.lastNote && ` · ${task.lastNote}`}
        </small>{' '}
        {late && <b className="incident-mark clock-LATE">{t('incident.clockState.LATE')}</b>}
      </div>
      {may && (
        <Space size={4}>
          {next[task.state].map((to) => (
            <Button
              key={to}
              size="small"
              type={to === 'ACKNOWLEDGED' ? 'primary' : to === 'CANCELLED' ? 'text' : 'default'}
              onClick={() => onMove(to)}
            >
              {t(`incident.taskMove.${to}`)}
            </Button>
          ))}
        </Space>
      )}
    </div>
  )
}

import './tasks.css'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { TaskState } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { useMay } from '../../rights'
import { MoveTaskDocument } from '../acts'
import { Card } from '../Card'
import { type Incident, isOver, type Task } from '../incident'
import { useAct } from '../useAct'
import { GiveTask } from './GiveTask'
import { MoveTask } from './MoveTask'
import { TaskRow } from './TaskRow'
import { isAnswered } from './task'

/** A step that a person is about to take. */
interface Moving {
  task: Task
  to: TaskState
  /** Another was there before. */
  conflicted?: boolean
}

/** What is to be done by whom, what is acknowledged, what is late; first what somebody above or outside waits for. */
export function Tasks({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()
  const act = useAct(undefined, { quiet: true })
  const [giving, setGiving] = useState(false)
  const [moving, setMoving] = useState<Moving | null>(null)
  const [group, setGroup] = useState('')
  const groups = incident.groups.filter((g) => !g.dissolvedAt)
  const shown = incident.tasks.filter((task) => group === '' || task.group?.id === group)
  const answered = shown.filter(isAnswered)
  const done = incident.tasks.filter((task) => task.state === 'DONE').length
  const move = async (task: Task, to: TaskState) => {
    if (to !== 'ACKNOWLEDGED') return setMoving({ task, to })
    const outcome = await act(MoveTaskDocument, { task: task.id, version: task.version, state: to })
    if (!outcome.done && outcome.conflict) setMoving({ task, to, conflicted: true })
  }
  const rows = (tasks: readonly Task[]) =>
    tasks.map((task) => (
      <TaskRow
        key={task.id}
        task={task}
        may={may('task:write') && !isOver(incident)}
        mayCancel={may('incident:write')}
        onMove={(to) => void move(task, to)}
      />
    ))
  return (
    <Card
      exported={{ table: 'tasks', incident: incident.id }}
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
      {answered.length > 0 && (
        <section className="tasks-answered">
          <h4>{t('scene.answered', { n: answered.length })}</h4>
          {rows(answered)}
        </section>
      )}
      {rows(shown.filter((task) => !isAnswered(task)))}
      {moving && (
        <MoveTask
          {...moving}
          now={incident.tasks.find((task) => task.id === moving.task.id) ?? moving.task}
          mayCancel={may('incident:write')}
          onClose={() => setMoving(null)}
        />
      )}
      {giving && <GiveTask incident={incident.id} groups={groups} onClose={() => setGiving(false)} />}
    </Card>
  )
}

import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { ClockMark, GradeMark, LevelMark } from '../incidents/marks'
import type { ShiftChange } from './documents'
import { type Open, readOpen } from './open'

/** What was open when the room was handed over, with what was cut. */
export function OpenThen({ change }: { change: ShiftChange }) {
  const { t } = useTranslation()
  const open = readOpen(change.open)
  if (!open) return <p className="console-soft">{t('duty.openWithheld')}</p>
  const more = (n: number) => n > 0 && <li className="duty-cancelled">{t('duty.more', { n })}</li>
  if (open.incidents.length + open.clocks.length + open.tasks.length + open.notices.length === 0)
    return <p>{t('duty.openNothing')}</p>
  return (
    <div className="duty-open">
      <Part title={t('duty.openIncidents')} n={open.incidents.length + open.left.incidents}>
        {open.incidents.map((i) => (
          <li key={i.id}>
            {i.number} <b>{i.title}</b> <GradeMark grade={i.grade} /> <LevelMark level={i.level} />{' '}
            {t(`incident.stage.${i.stage}`)}
          </li>
        ))}
        {more(open.left.incidents)}
      </Part>
      <Part title={t('duty.openClocks')} n={open.clocks.length + open.left.clocks}>
        {open.clocks.map((c) => (
          <li key={`${c.incident}${c.duty}${c.dueAt}`}>
            <ClockMark state={c.state} /> {t(`incident.duty.${c.duty}`)} {c.article} · {c.incident} ·{' '}
            {t('incident.due', { at: dateAndMinute(c.dueAt) })}
          </li>
        ))}
        {more(open.left.clocks)}
      </Part>
      <Tasks open={open} more={more} />
      <Part title={t('duty.openNotices')} n={open.notices.length + open.left.notices}>
        {open.notices.map((n) => (
          <li key={`${n.incident}${n.unit}${n.answerBy}`}>
            {n.unit} · {t(`notice.state.${n.state}`)} · {n.incident}
          </li>
        ))}
        {more(open.left.notices)}
      </Part>
    </div>
  )
}

function Tasks({ open, more }: { open: Open; more(n: number): React.ReactNode }) {
  const { t } = useTranslation()
  return (
    <Part title={t('duty.openTasks')} n={open.tasks.length + open.left.tasks}>
      {open.tasks.map((task) => (
        <li key={`${task.incident}${task.text}${task.owner}`}>
          {task.text} <span className="console-soft">{task.owner}</span> ·{' '}
          {t(`incident.taskState.${task.state}`)} · {task.incident}
        </li>
      ))}
      {more(open.left.tasks)}
    </Part>
  )
}

function Part({ title, n, children }: { title: string; n: number; children: React.ReactNode }) {
  return (
    <section>
      <h4>
        {title} {n}
      </h4>
      <ul>{children}</ul>
    </section>
  )
}

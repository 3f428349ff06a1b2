import { dateAndMinute, stopwatch } from '@/ui/format'
import { people } from '../figures'
import { elementsOf, inChinese } from '../reportForm'
import { reasonWords, sourceWords, tenThousands } from '../words'
import { Facts, Part, Rows } from './Rows'
import type { Story } from './story'

/** The counts as they became known. */
export function Counts({ story }: { story: Story }) {
  const zh = inChinese()
  const figure = (n: number | null | undefined) => n ?? zh('aftermath.story.unknown')
  return (
    <Part title={zh('aftermath.story.counts')} empty={story.counts.length === 0}>
      <Rows
        heads={[
          zh('aftermath.story.countAt'),
          ...people.map((name) => zh(`incident.figure.${name}`)),
          zh('aftermath.story.loss'),
          zh('aftermath.story.source'),
        ]}
        widths={[15, 7, 7, 7, 7, 7, 7, 11, 11]}
        rows={story.counts.map((c) => ({
          key: c.id,
          cells: [
            dateAndMinute(c.asOf),
            ...people.map((name) => figure(c[name])),
            typeof c.directLoss === 'number' ? tenThousands(c.directLoss) : figure(null),
            [sourceWords(zh)(c.source), zh('incident.historyBy', { by: c.enteredBy })]
              .filter(Boolean)
              .join(' '),
          ],
        }))}
      />
    </Part>
  )
}

/** The duties to report: when each was due, and what came of it. */
export function Clocks({ story }: { story: Story }) {
  const zh = inChinese()
  const { cause } = reasonWords(zh)
  const clocks = story.deadlines.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
  const late = ({ dueAt, metAt, voidAt, state }: (typeof clocks)[number]) => {
    const over = Date.parse(metAt ?? voidAt ?? new Date(story.readAt).toISOString()) - Date.parse(dueAt)
    return (state === 'MET_LATE' || state === 'LATE') && over > 0 ? over : null
  }
  return (
    <Part title={zh('aftermath.story.clocks')} empty={clocks.length === 0}>
      <Rows
        heads={[
          zh('aftermath.story.duty'),
          zh('aftermath.story.to'),
          zh('aftermath.story.due'),
          zh('aftermath.story.outcome'),
        ]}
        widths={[30, 16, 16]}
        rows={clocks.map((d) => {
          const over = late(d)
          return {
            key: d.id,
            cells: [
              `${zh(`incident.duty.${d.duty}`)}${zh('incident.article', { article: d.article })}\n${cause(d.cause)}`,
              zh(`incident.party.${d.to}`),
              dateAndMinute(d.dueAt),
              <>
                <b className={over === null ? undefined : 'sheet-late'}>
                  {zh(`incident.clockState.${d.state}`)}
                  {over !== null && ` ${zh('aftermath.story.late', { time: stopwatch(over) })}`}
                </b>
                {d.metAt &&
                  `\n${zh('aftermath.story.metTo', { at: dateAndMinute(d.metAt), to: d.recipient || '—' })}`}
                {d.receipt && `\n${zh('aftermath.story.receipt', { receipt: d.receipt })}`}
                {d.voidReason && `\n${cause(d.voidReason)}`}
              </>,
            ],
          }
        })}
      />
    </Part>
  )
}

/** The reports with their texts, to whom they went and what came back. */
export function Reports({ story }: { story: Story }) {
  const zh = inChinese()
  return (
    <Part title={zh('aftermath.story.reports')} empty={story.reports.length === 0}>
      {story.reports.map((r) => {
        const told = new Map(r.elements.map((e) => [e.element, e.text]))
        return (
          <section key={r.id}>
            <h3>
              {zh('aftermath.story.reportHead', {
                name:
                  r.kind === 'FOLLOW_UP'
                    ? zh('incident.reportNumbered', { n: r.number })
                    : zh(`incident.report.${r.kind}`),
                at: r.sentAt ? dateAndMinute(r.sentAt) : zh('aftermath.story.reportDraft'),
              })}
            </h3>
            {r.sendings.map((s) => (
              <p key={s.id}>
                {zh('incident.sendingTo', {
                  at: dateAndMinute(s.at),
                  channel: zh(`incident.channel.${s.channel}`),
                  party: zh(`incident.party.${s.party}`),
                  recipient: s.recipient,
                })}{' '}
                {s.receipt && zh('aftermath.story.receipt', { receipt: s.receipt })}
              </p>
            ))}
            <Facts
              rows={[
                ...elementsOf[r.kind].map(
                  (e) => [zh(`incident.element.${e}`), told.get(e) || zh('incident.sheet.notTold')] as const,
                ),
                ...(r.kind === 'FIRST'
                  ? [] // names both among its elements
                  : ([
                      [zh('incident.sheet.unit'), r.unit],
                      [zh('incident.sheet.reporter'), r.reporter],
                    ] as const)),
              ]}
            />
          </section>
        )
      })}
    </Part>
  )
}

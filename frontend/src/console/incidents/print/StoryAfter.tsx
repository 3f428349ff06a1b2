import { textAt } from '@/i18n/textAt'
import { byTheHub } from '@/live/incidents'
import { dateAndMinute, dateTime, yuan } from '@/ui/format'
import { factsOf } from '../../deed'
import { incidentParticulars } from '../../incidentParticulars'
import { isMoney, partsOf } from '../aftermath/ledger'
import { inChinese } from '../reportForm'
import { useKinds } from '../useKinds'
import { Part, Rows } from './Rows'
import type { Story } from './story'

/** Costs, supplies and what was given, per kind with its sum; or what was found. */
export function Ledger({ story, title, money }: { story: Story; title: string; money: boolean }) {
  const zh = inChinese()
  const parts = partsOf(story.ledger).filter((part) => isMoney(part.kind) === money)
  return (
    <Part title={title} empty={parts.length === 0}>
      {parts.map((part) => (
        <section key={part.kind}>
          <h3>{zh(`aftermath.ledger.kinds.${part.kind}`)}</h3>
          <Rows
            heads={[
              zh('aftermath.story.time'),
              zh('aftermath.ledger.text'),
              ...(money ? [zh('aftermath.ledger.quantity'), zh('aftermath.ledger.amount')] : []),
              zh('aftermath.story.actor'),
            ]}
            widths={money ? [20, 30, 13, 15] : [20, 54]}
            rows={part.items.map((i) => ({
              key: i.id,
              struck: Boolean(i.struckAt),
              cells: [
                dateAndMinute(i.at),
                i.text,
                ...(money
                  ? [i.quantity, <Amount key="amount" fen={typeof i.amount === 'number' ? i.amount : null} />]
                  : []),
                [
                  i.enteredBy,
                  i.struckAt &&
                    zh('aftermath.ledger.struck', { at: dateAndMinute(i.struckAt), reason: i.struckReason }),
                ]
                  .filter(Boolean)
                  .join('\n'),
              ],
            }))}
            foot={
              part.sum === null
                ? undefined
                : [zh('aftermath.story.sum'), '', '', <Amount key="sum" fen={part.sum} />, '']
            }
          />
        </section>
      ))}
    </Part>
  )
}

const Amount = ({ fen }: { fen: number | null }) => (
  <div className="number">{fen === null ? '' : yuan(fen)}</div>
)

/** An entry made later than this after the fact tells when it was made. */
const LATER_MS = 60_000

/** All that happened, in order; says whether that is all. */
export function Log({ story }: { story: Story }) {
  const zh = inChinese()
  const actions = zh('deed.action', { returnObjects: true }) as object
  const hub = zh('incident.theHub')
  const kinds = useKinds()
  const kindOf = (code: string) => kinds.find((k) => k.value === code)?.inChinese ?? code
  return (
    <Part title={zh('aftermath.story.log')}>
      <p className={story.whole ? undefined : 'sheet-cut'}>
        {zh(story.whole ? 'aftermath.story.whole' : 'aftermath.story.cut', { n: story.log.length })}
      </p>
      <Rows
        heads={[zh('aftermath.story.time'), zh('aftermath.story.what'), zh('aftermath.story.actor')]}
        widths={[22, 58]}
        rows={story.log.map((e) => ({
          key: e.sequence,
          cells: [
            dateTime(e.happenedAt),
            [
              textAt(actions, e.action) ?? e.action,
              ...incidentParticulars(
                zh,
                { action: e.action, before: factsOf(e.before), after: factsOf(e.after) },
                kindOf,
              ),
            ].join(' · '),
            [
              byTheHub(e.action) ? hub : e.actorName,
              Date.parse(e.recordedAt) - Date.parse(e.happenedAt) > LATER_MS &&
                zh('aftermath.story.recorded', { at: dateTime(e.recordedAt) }),
            ]
              .filter(Boolean)
              .join('\n'),
          ],
        }))}
      />
    </Part>
  )
}

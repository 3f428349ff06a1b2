import { textAt } from '@/i18n/textAt'
import { dateAndMinute } from '@/ui/format'
import { inChinese } from '../reportForm'
import { lossOf, unitWords } from '../words'
import { Facts, Part, Rows } from './Rows'
import { type Figures, type Snapshot, standingOf } from './snapshot'

/** How an incident stood as it was handed over. */
export function Handed({ of }: { of: Snapshot }) {
  const { incident, counts, reports, clocks, groups, tasks, inside, samples } = of
  const zh = inChinese()
  const units = unitWords(zh)
  const word = (
    part: 'grade' | 'level' | 'stage' | 'duty' | 'taskState' | 'report' | 'party' | 'channel',
    key: string | undefined,
  ) => key && (textAt(zh(`incident.${part}`, { returnObjects: true }) as object, key) ?? key)
  const at = (instant: string | undefined) => instant && dateAndMinute(instant)
  const people = (n: number | undefined) => n ?? zh('aftermath.story.unknown')
  const figures = (of: Figures) =>
    (
      [
        ['deaths', of.deaths],
        ['seriouslyInjured', of.seriously_injured],
        ['injured', of.injured],
        ['trapped', of.trapped],
        ['missing', of.missing],
        ['atRisk', of.at_risk],
        ['fromAbroad', of.from_abroad],
      ] as const
    )
      .map(([name, n]) => `${zh(`incident.figure.${name}`)} ${people(n)}`)
      .join(' · ')
  return (
    <>
      <Part title={zh('aftermath.snapshot.facts')}>
        <Facts
          rows={[
            [zh('incident.title'), incident.title],
            [zh('incident.gradeLabel'), word('grade', incident.grade)],
            [zh('aftermath.story.level'), word('level', incident.level)],
            [zh('incident.stageLabel'), word('stage', incident.stage)],
            [zh('incident.occurredAt'), at(incident.occurred_at) ?? zh('aftermath.story.unknown')],
            [zh('incident.heardAt'), at(incident.heard_at)],
            [zh('incident.address'), incident.address],
            [zh('incident.description'), incident.description],
            [zh('incident.casualties'), figures(incident)],
            [
              zh('incident.figure.directLoss'),
              typeof incident.direct_loss_fen === 'number'
                ? lossOf(zh, incident.direct_loss_fen)
                : zh('aftermath.story.unknown'),
            ],
            [
              zh('aftermath.story.commandPost'),
              [incident.command_post, incident.command_post_lead].filter(Boolean).join(' · '),
            ],
          ]}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.counts')} empty={counts.length === 0}>
        <Rows
          heads={[zh('aftermath.snapshot.asOf'), zh('incident.casualties'), zh('incident.source')]}
          widths={[20, 55]}
          rows={counts.map((c) => ({ key: c.id, cells: [at(c.as_of), figures(c), c.source ?? ''] }))}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.reports')} empty={reports.length === 0}>
        <Rows
          heads={[zh('aftermath.snapshot.report'), zh('aftermath.snapshot.sentTo')]}
          widths={[20]}
          rows={reports.map((r) => ({
            key: r.id,
            cells: [
              [word('report', r.kind), r.number].join(' '),
              (r.edges?.sendings ?? [])
                .map((s) =>
                  zh('incident.sendingTo', {
                    at: dateAndMinute(s.at),
                    channel: word('channel', s.channel),
                    party: word('party', s.party),
                    recipient: s.recipient,
                  }),
                )
                .join('; '),
            ],
          }))}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.inside')} empty={inside.length === 0}>
        <Rows
          heads={[
            zh('aftermath.snapshot.who'),
            zh('aftermath.snapshot.entered'),
            zh('aftermath.snapshot.outBy'),
          ]}
          widths={[50, 25]}
          rows={inside.map((e) => ({
            key: e.id,
            cells: [[e.name, e.unit].filter(Boolean).join(' · '), at(e.entered_at), at(e.out_by)],
          }))}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.samples')} empty={samples.length === 0}>
        <Rows
          heads={[
            zh('aftermath.snapshot.substance'),
            zh('aftermath.snapshot.value'),
            zh('aftermath.snapshot.sampledAt'),
          ]}
          widths={[50, 25]}
          rows={samples.map((it) => ({
            key: it.id,
            cells: [`${it.substance} · ${it.place}`, `${it.value} ${it.unit}`, at(it.sampled_at)],
          }))}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.clocks')} empty={clocks.length === 0}>
        <Rows
          heads={[
            zh('aftermath.snapshot.duty'),
            zh('aftermath.snapshot.due'),
            zh('aftermath.snapshot.state'),
          ]}
          widths={[50, 25]}
          rows={clocks.map((c) => ({
            key: c.id,
            cells: [
              word('duty', c.duty),
              at(c.due_at),
              zh(`aftermath.snapshot.clock.${standingOf(c, of.handedOverAt)}`),
            ],
          }))}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.groups')} empty={groups.length === 0}>
        <Rows
          heads={[
            zh('aftermath.snapshot.group'),
            zh('aftermath.snapshot.leads'),
            zh('aftermath.snapshot.members'),
          ]}
          widths={[20, 30]}
          rows={groups.map((g) => ({
            key: g.id,
            cells: [g.name, units(g.leads ?? []), units(g.members ?? [])],
          }))}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.tasks')} empty={tasks.length === 0}>
        <Rows
          heads={[
            zh('aftermath.snapshot.task'),
            zh('aftermath.snapshot.due'),
            zh('aftermath.snapshot.state'),
          ]}
          widths={[62, 20]}
          rows={tasks.map((task) => ({
            key: task.id,
            cells: [
              [task.text, task.edges?.group?.name ?? task.owner].filter(Boolean).join(' · '),
              at(task.due_at) ?? '—',
              word('taskState', task.state),
            ],
          }))}
        />
      </Part>
    </>
  )
}

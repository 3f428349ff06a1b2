import { dateAndMinute } from '@/ui/format'
import { inChinese } from '../reportForm'
import { unitWords } from '../words'
import { Part, Rows } from './Rows'
import type { Story } from './story'

const lines = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join('\n')

/** Starts, changes and end of the response, and where command lay, in the order of time. */
export function Response({ story }: { story: Story }) {
  const zh = inChinese()
  const steps = story.steps.map((s) => ({
    key: s.id,
    at: s.at,
    what: [zh(`incident.step.${s.action}`), s.level && zh(`incident.level.${s.level}`)]
      .filter(Boolean)
      .join(' '),
    by: lines(
      `${zh(`incident.post.${s.post}`)} ${s.orderedBy}`,
      s.inSteadOf && zh('incident.stepInStead', { name: s.inSteadOf }),
      s.byVoice &&
        (s.confirmedAt
          ? zh('incident.stepConfirmed', { by: s.confirmedBy, at: dateAndMinute(s.confirmedAt) })
          : zh('aftermath.story.voice', { by: s.enteredBy })),
    ),
    why: lines(
      s.reason,
      s.conditions.length > 0 &&
        zh('aftermath.story.conditions', {
          what: s.conditions.map((c) => zh(`incident.condition.${c}`)).join(zh('people.listJoin')),
        }),
    ),
  }))
  const handOvers = story.handOvers.flatMap((h) => [
    {
      key: h.id,
      at: h.at,
      what: zh('aftermath.story.handOver'),
      by: zh('aftermath.story.handOverTo', { to: h.to, by: h.receivedBy }),
      why: '',
    },
    ...(h.takenBackAt
      ? [
          {
            key: `${h.id} back`,
            at: h.takenBackAt,
            what: zh('incident.takeBack'),
            by: '',
            why: h.takenBackReason,
          },
        ]
      : []),
  ])
  const all = [...steps, ...handOvers].sort((a, b) => a.at.localeCompare(b.at))
  return (
    <Part title={zh('aftermath.story.response')} empty={all.length === 0}>
      <Rows
        heads={[
          zh('aftermath.story.time'),
          zh('aftermath.story.step'),
          zh('aftermath.story.by'),
          zh('aftermath.story.reason'),
        ]}
        widths={[20, 18, 30]}
        rows={all.map((s) => ({ key: s.key, cells: [dateAndMinute(s.at), s.what, s.by, s.why] }))}
      />
    </Part>
  )
}

/** The working groups, who led them and who was in them. */
export function Groups({ story }: { story: Story }) {
  const zh = inChinese()
  const units = unitWords(zh)
  return (
    <Part title={zh('aftermath.story.groups')} empty={story.groups.length === 0}>
      <Rows
        heads={[zh('aftermath.snapshot.group'), zh('incident.groupLeads'), zh('incident.groupMembers')]}
        widths={[24, 28]}
        rows={story.groups
          .toSorted((a, b) => a.position - b.position)
          .map((g) => ({
            key: g.id,
            cells: [
              lines(
                g.name,
                g.dissolvedAt && zh('aftermath.story.dissolved', { at: dateAndMinute(g.dissolvedAt) }),
              ),
              units(g.leads),
              units(g.members),
            ],
          }))}
      />
    </Part>
  )
}

interface TasksProps {
  title: string
  tasks: Story['tasks']
}

/** Tasks and how they were carried out. */
export function Tasks({ title, tasks }: TasksProps) {
  const zh = inChinese()
  return (
    <Part title={title} empty={tasks.length === 0}>
      <Rows
        heads={[
          zh('aftermath.snapshot.task'),
          zh('aftermath.snapshot.owner'),
          zh('aftermath.story.given'),
          zh('aftermath.story.progress'),
        ]}
        widths={[35, 16, 17]}
        rows={tasks.map((task) => ({
          key: task.id,
          cells: [
            `${zh(`incident.task.${task.kind}`)} ${task.article}\n${task.text}`,
            task.group?.name ?? task.owner,
            lines(
              `${dateAndMinute(task.createdAt)} ${task.orderedBy}`,
              task.dueAt && zh('incident.due', { at: dateAndMinute(task.dueAt) }),
            ),
            lines(
              zh(`incident.taskState.${task.state}`),
              ...task.notes.map((n) =>
                [dateAndMinute(n.at), n.by, zh(`incident.taskState.${n.state}`), n.note]
                  .filter(Boolean)
                  .join(' '),
              ),
            ),
          ],
        }))}
      />
    </Part>
  )
}

/** What the public was told, and by whose approval. */
export function Releases({ story }: { story: Story }) {
  const zh = inChinese()
  return (
    <Part title={zh('aftermath.story.releases')} empty={story.releases.length === 0}>
      {story.releases.map((r) => (
        <section key={r.id} className="sheet-together">
          <h3>{r.title}</h3>
          <p style={{ whiteSpace: 'pre-wrap' }}>{r.text}</p>
          <p>
            {zh('aftermath.story.releaseBy', {
              drafted: `${dateAndMinute(r.draftedAt)} ${r.draftedBy}`,
              approved: r.approvedAt
                ? zh('aftermath.story.approved', { by: r.approvedBy, at: dateAndMinute(r.approvedAt) })
                : zh('aftermath.story.notApproved'),
              published: r.publishedAt
                ? zh('aftermath.story.published', { at: dateAndMinute(r.publishedAt), channel: r.channel })
                : zh('aftermath.story.notPublished'),
            })}
          </p>
        </section>
      ))}
    </Part>
  )
}

/** Air, water and soil against the bounds of their standards. */
export function Samples({ story }: { story: Story }) {
  const zh = inChinese()
  return (
    <Part title={zh('aftermath.story.samples')} empty={story.samples.length === 0}>
      <Rows
        heads={[
          zh('aftermath.story.time'),
          zh('aftermath.story.medium'),
          zh('aftermath.story.substance'),
          zh('aftermath.story.place'),
          zh('aftermath.story.value'),
          zh('aftermath.story.bound'),
          zh('aftermath.story.outcome'),
        ]}
        widths={[16, 8, 14, 18, 13, 19]}
        rows={story.samples
          .toSorted((a, b) => a.sampledAt.localeCompare(b.sampledAt))
          .map((s) => ({
            key: s.id,
            cells: [
              dateAndMinute(s.sampledAt),
              zh(`aftermath.story.media.${s.medium}`),
              s.substance,
              s.place,
              `${s.value} ${s.unit}`,
              typeof s.bound === 'number'
                ? `${s.bound} ${s.unit}\n${s.standard}`
                : zh('aftermath.story.noBound'),
              typeof s.bound !== 'number' ? (
                '—'
              ) : s.exceeds ? (
                <b key="outcome" className="sheet-late">
                  {zh('aftermath.story.exceeds')}
                </b>
              ) : (
                zh('aftermath.story.within')
              ),
            ],
          }))}
      />
    </Part>
  )
}

/** How many went inside the cordon, by unit, and whether all came out. */
export function Cordon({ story }: { story: Story }) {
  const zh = inChinese()
  const inside = story.entries.filter((e) => !e.leftAt)
  const units = [...new Set(story.entries.map((e) => e.unit))].sort((a, b) => a.localeCompare(b))
  return (
    <Part title={zh('aftermath.story.cordon')} empty={story.entries.length === 0}>
      <p>
        {zh('aftermath.story.cordonSum', {
          all: story.entries.length,
          left: story.entries.length - inside.length,
          inside: inside.length,
          overdue: inside.filter((e) => e.overdue).length,
        })}
      </p>
      <Rows
        heads={[
          zh('aftermath.story.cordonUnit'),
          zh('aftermath.story.cordonTimes'),
          zh('aftermath.story.cordonInside'),
        ]}
        rows={units.map((unit) => ({
          key: unit,
          cells: [
            unit || '—',
            story.entries.filter((e) => e.unit === unit).length,
            inside.filter((e) => e.unit === unit).length,
          ],
        }))}
      />
    </Part>
  )
}

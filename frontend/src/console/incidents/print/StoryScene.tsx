import { dateAndMinute } from '@/ui/format'
import { inChinese } from '../reportForm'
import { saidOf } from '../scenereports/sceneReports'
import { Part, Rows } from './Rows'
import type { Story } from './story'

/** What the scene reported, word for word, and what the desk made of it. */
export function SceneReports({ story }: { story: Story }) {
  const zh = inChinese()
  const reports = story.sceneReports ?? []
  return (
    <Part title={zh('sceneReport.sheet.title')} empty={reports.length === 0}>
      <Rows
        heads={[
          zh('sceneReport.sheet.time'),
          zh('sceneReport.sheet.by'),
          zh('sceneReport.sheet.words'),
          zh('sceneReport.sheet.outcome'),
        ]}
        widths={[22, 14, 38]}
        rows={reports.map((r) => ({
          key: r.id,
          cells: [
            `${dateAndMinute(r.seenAt)}\n${dateAndMinute(r.receivedAt)}`,
            r.by,
            [
              r.text,
              saidOf(r)
                .map((name) => `${zh(`incident.figure.${name}`)} ${r[name]}`)
                .join(' · '),
            ]
              .filter(Boolean)
              .join('\n'),
            [
              zh(`sceneReport.state.${r.state}`),
              r.decidedAt && `${dateAndMinute(r.decidedAt)} ${r.decidedBy}`,
              r.reason && zh('sceneReport.because', { reason: r.reason }),
            ]
              .filter(Boolean)
              .join('\n'),
          ],
        }))}
      />
    </Part>
  )
}

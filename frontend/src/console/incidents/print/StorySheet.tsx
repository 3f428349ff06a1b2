import '../sheet.css'
import './print.css'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { useTranslation } from '@/i18n'
import { useDeskTheme } from '@/ui/deskTheme'
import { dateAndMinute } from '@/ui/format'
import { inChinese } from '../reportForm'
import { reasonWords, sourceWords } from '../words'
import { Facts, Part } from './Rows'
import { Ledger, Log } from './StoryAfter'
import { Cordon, Groups, Releases, Response, Samples, Tasks } from './StoryHandling'
import { Clocks, Counts, Reports } from './StoryReporting'
import { SceneReports } from './StoryScene'
import { readStory, type Story } from './story'

const RETRY_MS = 3_000

/** All that is known of an incident and all that was done, on sheets of A4 in Chinese, to be printed and filed. */
export function StorySheet() {
  const { t } = useTranslation()
  useDeskTheme()
  const { incident: id } = useParams({ from: '/console/stories/$incident' })
  const client = useClient()
  const [story, setStory] = useState<Story | false | null>(null)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async () => {
      const next = await readStory(client, id)
      if (gone) return
      setStory(next)
      if (next === null) timer = setTimeout(() => void read(), RETRY_MS)
    }
    void read()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [client, id])
  if (!story) return <p className="sheet">{t(story === false ? 'incident.gone' : 'incident.loading')}</p>
  const zh = inChinese()
  return (
    <>
      <button type="button" className="sheet-print" onClick={() => window.print()}>
        {t('aftermath.story.print')}
      </button>
      <article className="sheet long" lang="zh-CN">
        {story.exercise && <p className="sheet-exercise">{zh('incident.sheet.exercise')}</p>}
        {!story.whole && <p className="sheet-cut">{zh('aftermath.story.cut', { n: story.log.length })}</p>}
        <h1>{zh('aftermath.story.title')}</h1>
        <p className="sheet-number">
          {zh('aftermath.story.asOf', {
            number: zh('aftermath.snapshot.number', { number: story.number }),
            at: dateAndMinute(story.readAt),
          })}
        </p>
        <Head story={story} />
        <Counts story={story} />
        <SceneReports story={story} />
        <Clocks story={story} />
        <Reports story={story} />
        <Response story={story} />
        <Groups story={story} />
        <Tasks
          title={zh('aftermath.story.tasks')}
          tasks={story.tasks.filter((task) => task.kind !== 'CORRECTIVE_ACTION')}
        />
        <Releases story={story} />
        <Samples story={story} />
        <Cordon story={story} />
        <Ledger story={story} title={zh('aftermath.story.ledger')} money />
        <Ledger story={story} title={zh('aftermath.story.findings')} money={false} />
        <Tasks
          title={zh('aftermath.story.corrective')}
          tasks={story.tasks.filter((task) => task.kind === 'CORRECTIVE_ACTION')}
        />
        <Log story={story} />
        <p className="sheet-number">{zh('aftermath.story.end')}</p>
      </article>
    </>
  )
}

function Head({ story: s }: { story: Story }) {
  const zh = inChinese()
  const { reason } = reasonWords(zh)
  const at = (instant: string | null | undefined) => (instant ? dateAndMinute(instant) : null)
  const started = s.steps.some((step) => step.action === 'START')
  return (
    <Part title={zh('aftermath.story.head')}>
      <Facts
        rows={[
          [zh('incident.title'), s.title],
          [zh('incident.kind'), s.kindName],
          [zh('incident.place'), [s.area?.name, s.station?.name, s.address].filter(Boolean).join(' ')],
          [zh('incident.enterprise'), s.enterprise],
          [zh('incident.lineBureau'), s.lineBureau],
          [zh('incident.occurredAt'), at(s.occurredAt) ?? zh('aftermath.story.unknown')],
          [zh('incident.heardAt'), at(s.heardAt)],
          [zh('incident.source'), sourceWords(zh)(s.source)],
          [
            zh('aftermath.story.origin'),
            s.origin &&
              zh('aftermath.story.originOf', {
                kind: zh(`aftermath.origin.kind.${s.origin.kind}`),
                at: dateAndMinute(s.origin.frozenAt),
              }),
          ],
          [zh('incident.description'), s.description],
          [zh('incident.gradeLabel'), zh(`incident.grade.${s.grade}`)],
          [
            zh('aftermath.story.gradeWhy'),
            [
              ...s.gradeReasons.map((r) => reason(r.text) + zh('incident.article', { article: r.article })),
              s.raisedGrade &&
                zh('incident.raisedTo', {
                  grade: zh(`incident.grade.${s.raisedGrade}`),
                  reason: s.raisedReason,
                }),
            ]
              .filter(Boolean)
              .join('\n'),
          ],
          [zh('incident.stageLabel'), zh(`incident.stage.${s.stage}`)],
          [
            zh('aftermath.story.level'),
            s.level ? zh(`incident.level.${s.level}`) : started ? null : zh('aftermath.story.levelNone'),
          ],
          [zh('aftermath.story.startedAt'), at(s.startedAt)],
          [zh('aftermath.story.commandPost'), [s.commandPost, s.commandPostLead].filter(Boolean).join(' · ')],
          [zh('aftermath.story.verified'), at(s.verifiedAt)],
          [zh('aftermath.story.terminatedAt'), at(s.terminatedAt)],
          [zh('aftermath.story.endedAt'), [at(s.endedAt), s.endedReason].filter(Boolean).join(' ')],
        ]}
      />
    </Part>
  )
}

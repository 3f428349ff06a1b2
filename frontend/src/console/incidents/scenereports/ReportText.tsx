import { Image } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { shortDateTime } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'
import type { Incident } from '../incident'
import { FigureTable } from './FigureTable'
import { type SceneReport, saidOf } from './sceneReports'

interface Props {
  report: SceneReport
  /** Of one that waits: what is known now, to be shown beside it. */
  incident?: Incident
  /** What may be done with it. */
  children?: ReactNode
}

/** One report as it came, and what became of it. */
export function ReportText({ report: r, incident, children }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const ago = useAgo()
  const now = useNow().server
  const pictures = (r.photos ?? []).filter((p) => !p.withdrawnAt)
  return (
    <article className={`scene-report is-${r.state}`}>
      <header>
        <b className={`incident-mark ${r.state === 'WAITING' ? 'scene-report-waits' : ''}`}>
          {t(`sceneReport.state.${r.state}`)}
        </b>
        <b>{r.by}</b>
        <span className="console-soft">
          {t('sceneReport.seen', { at: shortDateTime(r.seenAt), ago: ago(r.seenAt, now) })} ·{' '}
          {t('sceneReport.received', { at: shortDateTime(r.receivedAt) })}
        </span>
      </header>
      {r.task && (
        <p className="console-soft">
          {t('sceneReport.task')}: {(language === 'en' && r.task.textEn) || r.task.text}
        </p>
      )}
      {r.text && <p className="scene-report-words">{r.text}</p>}
      {saidOf(r).length > 0 && <FigureTable report={r} now={incident} />}
      {typeof r.latitude === 'number' && typeof r.longitude === 'number' && (
        <p className="console-soft">
          {t('sceneReport.place', { latitude: r.latitude.toFixed(5), longitude: r.longitude.toFixed(5) })}
          {typeof r.accuracyM === 'number' &&
            ` · ${t('sceneReport.accuracy', { m: Math.ceil(r.accuracyM) })}`}
        </p>
      )}
      {pictures.length > 0 && (
        <Image.PreviewGroup>
          <div className="scene-report-pictures">
            {pictures.map((p) => (
              <Image
                key={p.id}
                src={p.path}
                alt={p.caption || t('sceneReport.photo')}
                width={96}
                height={72}
                loading="lazy"
              />
            ))}
          </div>
        </Image.PreviewGroup>
      )}
      {r.decidedAt && (
        <p>
          {t('sceneReport.decided', {
            at: shortDateTime(r.decidedAt),
            who: r.decidedBy,
            what: t(`sceneReport.state.${r.state}`),
          })}
          {r.reason && ` · ${t('sceneReport.because', { reason: r.reason })}`}
        </p>
      )}
      {children}
    </article>
  )
}

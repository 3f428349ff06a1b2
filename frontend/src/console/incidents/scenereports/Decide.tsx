import { bounds } from '@/gql/generated/bounds'
import { useTranslation } from '@/i18n'
import type { sceneReport as catalogue } from '@/i18n/sceneReport.zh'
import { shortDateTime } from '@/ui/format'
import { ActDialog, textOf } from '../ActDialog'
import type { Incident } from '../incident'
import { FigureTable } from './FigureTable'
import {
  AdoptSceneReportDocument,
  laterCount,
  type SceneReport,
  SetSceneReportAsideDocument,
  saidOf,
} from './sceneReports'

const useRefusals = () =>
  useTranslation().t('sceneReport.refusal', { returnObjects: true }) as typeof catalogue.refusal

interface AdoptProps {
  incident: Incident
  report: SceneReport
  onClose(): void
}

/** Takes a report over; says before what that changes. */
export function Adopt({ incident, report, onClose }: AdoptProps) {
  const { t } = useTranslation()
  const refusals = useRefusals()
  const counts = saidOf(report).length > 0
  const later = counts && laterCount(incident.counts, report.seenAt)
  return (
    <ActDialog
      title={t('sceneReport.adoptTitle', { by: report.by })}
      refusals={refusals}
      note={
        <>
          {report.text && <p className="scene-report-words">{report.text}</p>}
          {counts && <FigureTable report={report} now={incident} />}
          <p>{t(counts ? 'sceneReport.adoptNote' : 'sceneReport.adoptTextNote')}</p>
          {later && (
            <p className="incident-support" role="alert">
              ■ {t('sceneReport.older', { at: shortDateTime(later) })}
            </p>
          )}
        </>
      }
      fields={
        counts
          ? [
              {
                name: 'asOf',
                label: t('sceneReport.asOf'),
                kind: 'instant',
                hint: t('sceneReport.asOfHint', { at: shortDateTime(report.seenAt) }),
              },
            ]
          : []
      }
      submit={(act, v) =>
        act(AdoptSceneReportDocument, { report: report.id, version: report.version, asOf: textOf(v.asOf) })
      }
      onClose={onClose}
    />
  )
}

/** Leaves a report aside, with a reason. */
export function SetAside({ report, onClose }: Pick<AdoptProps, 'report' | 'onClose'>) {
  const { t } = useTranslation()
  const refusals = useRefusals()
  return (
    <ActDialog
      title={t('sceneReport.setAsideTitle', { by: report.by })}
      refusals={refusals}
      note={report.text && <p className="scene-report-words">{report.text}</p>}
      bounds={bounds.SetSceneReportAsideInput}
      fields={[{ name: 'reason', label: t('sceneReport.reason'), kind: 'area', required: true }]}
      submit={(act, v) =>
        act(SetSceneReportAsideDocument, {
          report: report.id,
          version: report.version,
          reason: textOf(v.reason) ?? '',
        })
      }
      onClose={onClose}
    />
  )
}

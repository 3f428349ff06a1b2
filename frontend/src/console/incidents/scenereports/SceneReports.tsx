import { Button, Collapse } from 'antd'
import { useState } from 'react'
import { useTranslation } from '@/i18n'
import { useMay } from '../../rights'
import { Card } from '../Card'
import { type Incident, isOver } from '../incident'
import { Adopt, SetAside } from './Decide'
import { ReportText } from './ReportText'
import { inOrder, type SceneReport, saidOf, useSceneReports } from './sceneReports'
import './sceneReports.css'

/** What the scene reports: what waits for the desk first, beside what is known now. */
export function SceneReports({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const may = useMay()('incident:write')
  const reports = useSceneReports(incident.id)
  const [deciding, setDeciding] = useState<{ report: SceneReport; adopt: boolean } | null>(null)
  const { waiting, past } = inOrder(reports ?? [])
  return (
    <Card
      title={t('sceneReport.title')}
      acts={
        waiting.length > 0 && (
          <b className="incident-mark scene-report-waits">
            {t('sceneReport.waitingCount', { n: waiting.length })}
          </b>
        )
      }
    >
      {reports === null && <p className="console-soft">{t('incident.loading')}</p>}
      {reports?.length === 0 && <p className="console-soft">{t('sceneReport.none')}</p>}
      {waiting.map((report) => (
        <ReportText key={report.id} report={report} incident={incident}>
          {may && (
            <div className="scene-report-acts">
              {!isOver(incident) && (
                <Button size="small" type="primary" onClick={() => setDeciding({ report, adopt: true })}>
                  {t(saidOf(report).length > 0 ? 'sceneReport.adopt' : 'sceneReport.adoptText')}
                </Button>
              )}
              <Button size="small" onClick={() => setDeciding({ report, adopt: false })}>
                {t('sceneReport.setAside')}
              </Button>
            </div>
          )}
        </ReportText>
      ))}
      {past.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'past',
              label: t('sceneReport.past', { n: past.length }),
              children: past.map((report) => <ReportText key={report.id} report={report} />),
            },
          ]}
        />
      )}
      {deciding?.adopt && (
        <Adopt incident={incident} report={deciding.report} onClose={() => setDeciding(null)} />
      )}
      {deciding && !deciding.adopt && <SetAside report={deciding.report} onClose={() => setDeciding(null)} />}
    </Card>
  )
}

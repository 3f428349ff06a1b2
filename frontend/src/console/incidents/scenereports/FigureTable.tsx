import { useTranslation } from '@/i18n'
import { type Figures, saidOf } from './sceneReports'

/** What a report counts, beside what is known now where that is given. */
export function FigureTable({ report, now }: { report: Figures; now?: Figures }) {
  const { t } = useTranslation()
  return (
    <table className="scene-report-figures">
      <thead>
        <tr>
          <th>{t('sceneReport.figure')}</th>
          {now && <th>{t('sceneReport.now')}</th>}
          <th>{t('sceneReport.said')}</th>
        </tr>
      </thead>
      <tbody>
        {saidOf(report).map((name) => (
          <tr key={name}>
            <th>{t(`incident.figure.${name}`)}</th>
            {now && <td className="figure">{now[name] ?? t('sceneReport.unknown')}</td>}
            <td className="figure">
              {now && now[name] !== report[name] ? <b>→ {report[name]}</b> : report[name]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import './sheet.css'
import { useParams } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { useDeskTheme } from '@/ui/deskTheme'
import { dateAndMinute } from '@/ui/format'
import { elementsOf, inChinese } from './reportForm'

const ReportSheetDocument = graphql(`
  query ReportSheet($id: ID!) {
    node(id: $id) {
      id
      ... on Report {
        kind
        number
        unit
        reporter
        draftedAt
        sentAt
        grade
        elements {
          element
          text
        }
        incident {
          id
          number
          title
          exercise
          grade
        }
      }
    }
  }
`)

/** A report in the form in which it goes out: a sheet of A4 in Chinese, to be printed. */
export function ReportSheet() {
  const { t } = useTranslation()
  useDeskTheme()
  const { report: id } = useParams({ from: '/console/reports/$report' })
  const [{ data, error }] = useQuery({ query: ReportSheetDocument, variables: { id } })
  const report = data?.node?.__typename === 'Report' ? data.node : null
  if (!report) return <p className="sheet">{data || error ? t('incident.gone') : t('incident.loading')}</p>
  const zh = inChinese()
  const kind = zh(`incident.report.${report.kind}`)
  const told = new Map(report.elements.map((e) => [e.element, e.text]))
  return (
    <>
      <button type="button" className="sheet-print" onClick={() => window.print()}>
        {t('incident.sheet.print')}
      </button>
      <article className="sheet" lang="zh-CN">
        {report.incident.exercise && <p className="sheet-exercise">{zh('incident.sheet.exercise')}</p>}
        <h1>{zh('incident.sheet.title', { kind })}</h1>
        <p className="sheet-number">
          {zh('incident.sheet.number', {
            number: report.incident.number,
            report: report.kind === 'FOLLOW_UP' ? zh('incident.reportNumbered', { n: report.number }) : kind,
          })}
          {!report.sentAt && ` · ${zh('incident.sheet.draft')}`}
        </p>
        <p>{zh('incident.sheet.addressed')}</p>
        <p className="sheet-intro">{zh('incident.sheet.intro', { title: report.incident.title })}</p>
        <table>
          <tbody>
            <tr>
              <th>{zh('incident.sheet.grade')}</th>
              <td>{zh(`incident.grade.${report.grade ?? report.incident.grade}`)}</td>
            </tr>
            {elementsOf[report.kind].map((element) => (
              <tr key={element}>
                <th>{zh(`incident.element.${element}`)}</th>
                <td>{told.get(element) || zh('incident.sheet.notTold')}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <footer>
          <p>
            {zh('incident.sheet.unit')}: {report.unit || '—'}
          </p>
          <p>
            {zh('incident.sheet.reporter')}: {report.reporter || '—'}
          </p>
          <p>
            {zh('incident.sheet.time')}: {dateAndMinute(report.sentAt ?? report.draftedAt)}
          </p>
        </footer>
      </article>
    </>
  )
}

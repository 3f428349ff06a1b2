import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { ReportElement, ReportKind } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { ActDialog, type Field, textOf } from './ActDialog'
import { DraftReportDocument, EditReportDocument } from './acts'
import type { Incident, Report } from './incident'
import { casualtiesDiffer, casualtiesOf, elementsOf, knownOf } from './reportForm'
import { useKinds } from './useKinds'

interface Props {
  incident: Incident
  kind: ReportKind
  /** The draft that is edited; null for a new one. */
  report: Report | null
  reporter: string
  onClose(): void
}

const told = (report: Report) => Object.fromEntries(report.elements.map((e) => [e.element, e.text]))

/** Writes a report by the elements of its kind; a new first one begins with what is known. */
export function ReportDialog({ incident, kind, report, reporter, onClose }: Props) {
  const { t } = useTranslation()
  const kinds = useKinds()
  const known = knownOf(incident, kinds.find((k) => k.value === incident.kind)?.inChinese ?? '')
  const latest = incident.reports.find((r) => r.id === report?.id)
  const start: Partial<Record<ReportElement, string>> = report
    ? told(report)
    : { ...known, REPORTER: reporter }
  const [begun] = useState(incident)
  const changed = report?.outdated || casualtiesDiffer(begun, incident)
  const elements = elementsOf[kind]
  const fields: Field[] = [
    ...elements.map(
      (e): Field => ({
        name: e,
        label: t(`incident.element.${e}`),
        kind: ['UNIT', 'REPORTER', 'TIME'].includes(e) ? 'text' : 'area',
        most: bounds.ReportTextInput.text,
        initial: start[e] ?? '',
      }),
    ),
    ...(kind === 'FIRST'
      ? []
      : ([
          { name: 'unit', label: t('incident.reportUnit'), kind: 'text', initial: report?.unit ?? '' },
          {
            name: 'reporter',
            label: t('incident.reportReporter'),
            kind: 'text',
            initial: report?.reporter ?? reporter,
          },
        ] satisfies Field[])),
  ]
  return (
    <ActDialog
      width={760}
      draft={`report:${incident.id}:${kind}:${report?.id ?? 'new'}`}
      title={t('incident.draft', { kind: t(`incident.report.${kind}`) })}
      note={
        <>
          {kind === 'FIRST' && <p className="console-note">{t('incident.reportGaps')}</p>}
          {changed && (
            <p className="report-outdated" role="alert">
              {t('incident.reportOutdated', { now: casualtiesOf(incident) ?? t('incident.figureUnknown') })}
            </p>
          )}
        </>
      }
      bounds={bounds.DraftReportInput}
      fields={fields}
      latest={latest && { ...told(latest), unit: latest.unit, reporter: latest.reporter }}
      submit={(act, v, seen) => {
        const content = {
          elements: elements.flatMap((element) => {
            const text = textOf(v[element])
            return text ? [{ element, text }] : []
          }),
          // A first report names both among its elements.
          unit: textOf(v.unit ?? v.UNIT),
          reporter: textOf(v.reporter ?? v.REPORTER),
        }
        return report
          ? act(EditReportDocument, {
              report: report.id,
              version: seen && latest ? latest.version : report.version,
              ...content,
            })
          : act(DraftReportDocument, { incident: incident.id, kind, ...content })
      }}
      onClose={onClose}
    />
  )
}

import { Button, Space, Tag } from 'antd'
import { useContext, useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { Channel, Party, ReportKind } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { useMay, ViewerContext } from '../rights'
import { ActDialog, textOf } from './ActDialog'
import { ReceiptReportDocument, SendReportDocument } from './acts'
import { Card } from './Card'
import type { Incident, Report } from './incident'
import { ReportDialog } from './ReportDialog'
import { casualtiesOf } from './reportForm'

const kinds: readonly ReportKind[] = ['FIRST', 'FOLLOW_UP', 'FINAL']
const parties: readonly Party[] = [
  'CITY',
  'COUNTY',
  'HIGHER_BUREAUS',
  'OFFICE',
  'COUNTY_FOREIGN_AFFAIRS',
  'CITY_FOREIGN_AFFAIRS',
]

/** The kinds that may be begun: the first before all, one first and one final. */
export function kindsOf(incident: Pick<Incident, 'reports' | 'stage'>): ReportKind[] {
  const has = (kind: ReportKind) => incident.reports.some((r) => r.kind === kind)
  const sent = (kind: ReportKind) => incident.reports.some((r) => r.kind === kind && r.sentAt)
  if (incident.stage === 'CLOSED') return []
  return kinds.filter((kind) => {
    if (kind === 'FIRST') return !has('FIRST') && incident.stage !== 'REJECTED'
    if (!sent('FIRST')) return false
    return kind === 'FOLLOW_UP' || (!has('FINAL') && incident.stage !== 'REJECTED')
  })
}

type Editing = { kind: ReportKind; report: Report | null }

/** First report, follow-ups and the final one: what they lack, where they went, what came back. */
export function Reports({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const may = useMay()('incident:write')
  const viewer = useContext(ViewerContext)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [sending, setSending] = useState<Report | null>(null)
  const [receipting, setReceipting] = useState<string | null>(null)
  const name = (r: { kind: ReportKind; number: number }) =>
    r.kind === 'FOLLOW_UP' ? t('incident.reportNumbered', { n: r.number }) : t(`incident.report.${r.kind}`)
  return (
    <Card
      title={t('incident.reports')}
      acts={
        may &&
        kindsOf(incident).map((kind) => (
          <Button
            key={kind}
            size="small"
            type={kind === 'FIRST' ? 'primary' : 'default'}
            onClick={() => setEditing({ kind, report: null })}
          >
            {t('incident.draft', { kind: t(`incident.report.${kind}`) })}
          </Button>
        ))
      }
    >
      {incident.reports.length === 0 && <p className="console-soft">{t('incident.reportGaps')}</p>}
      {incident.reports.map((r) => (
        <div key={r.id} className="incident-task" data-report={r.kind}>
          <div>
            <b>{name(r)}</b>{' '}
            <Tag color={r.sentAt ? 'green' : 'gold'}>
              {r.sentAt
                ? t('incident.reportSent', { at: dateAndMinute(r.sentAt) })
                : t('incident.reportDraft')}
            </Tag>
            {r.outdated && <Tag color="red">{t('incident.reportOutdatedMark')}</Tag>}
            <br />
            <small className="console-soft">
              {r.missing.length > 0
                ? t('incident.reportMissing', {
                    elements: r.missing.map((e) => t(`incident.element.${e}`)).join(t('people.listJoin')),
                  })
                : t('incident.reportWhole')}
            </small>
            {r.sendings.map((s) => (
              <div key={s.id}>
                <small>
                  {t('incident.sendingTo', {
                    at: dateAndMinute(s.at),
                    channel: t(`incident.channel.${s.channel}`),
                    party: t(`incident.party.${s.party}`),
                    recipient: s.recipient,
                  })}{' '}
                  {s.receipt && `${t('incident.receipt')} ${s.receipt}`}
                </small>{' '}
                {may && !s.receipt && (
                  <Button size="small" type="link" onClick={() => setReceipting(s.id)}>
                    {t('incident.reportReceipt')}
                  </Button>
                )}
              </div>
            ))}
          </div>
          <Space size={4} align="start" wrap>
            {may && !r.sentAt && (
              <Button size="small" onClick={() => setEditing({ kind: r.kind, report: r })}>
                {t('incident.reportEdit')}
              </Button>
            )}
            {may && (
              <Button size="small" type={r.sentAt ? 'default' : 'primary'} onClick={() => setSending(r)}>
                {t('incident.reportSend')}
              </Button>
            )}
            <Button size="small" href={`/console/reports/${r.id}`} target="_blank">
              {t(r.sentAt ? 'incident.reportRead' : 'incident.reportPrint')}
            </Button>
          </Space>
        </div>
      ))}
      {editing && (
        <ReportDialog
          incident={incident}
          kind={editing.kind}
          report={editing.report}
          reporter={viewer?.name ?? ''}
          onClose={() => setEditing(null)}
        />
      )}
      {sending && (
        <ActDialog
          title={t('incident.sendTitle', { kind: name(sending) })}
          note={
            <>
              {incident.reports.find((r) => r.id === sending.id)?.outdated && (
                <p className="report-outdated" role="alert">
                  {t('incident.reportOutdated', {
                    now: casualtiesOf(incident) ?? t('incident.figureUnknown'),
                  })}
                </p>
              )}
              {sending.missing.length > 0 && (
                <p className="console-note">
                  {t('incident.reportMissing', {
                    elements: sending.missing
                      .map((e) => t(`incident.element.${e}`))
                      .join(t('people.listJoin')),
                  })}
                </p>
              )}
            </>
          }
          bounds={bounds.SendReportInput}
          fields={[
            {
              name: 'party',
              label: t('incident.sendParty'),
              kind: 'choice',
              required: true,
              initial: 'CITY',
              options: parties.map((p) => ({ value: p, label: t(`incident.party.${p}`) })),
            },
            {
              name: 'channel',
              label: t('incident.sendChannel'),
              kind: 'choice',
              required: true,
              initial: 'WRITING',
              options: (['WRITING', 'PHONE'] as const).map((c) => ({
                value: c,
                label: t(`incident.channel.${c}`),
              })),
            },
            { name: 'recipient', label: t('incident.recipient'), kind: 'text', required: true },
            { name: 'means', label: t('incident.sendMeans'), kind: 'text' },
            { name: 'receipt', label: t('incident.receipt'), kind: 'text' },
            { name: 'at', label: t('incident.sendAt'), kind: 'instant', hint: t('incident.nowHint') },
          ]}
          submit={(act, v) =>
            act(SendReportDocument, {
              report: sending.id,
              party: (textOf(v.party) ?? 'CITY') as Party,
              channel: (textOf(v.channel) ?? 'WRITING') as Channel,
              recipient: textOf(v.recipient) ?? '',
              means: textOf(v.means),
              receipt: textOf(v.receipt),
              at: textOf(v.at),
            })
          }
          onClose={() => setSending(null)}
        />
      )}
      {receipting && (
        <ActDialog
          title={t('incident.reportReceipt')}
          bounds={bounds.ReceiptReportInput}
          fields={[{ name: 'receipt', label: t('incident.receipt'), kind: 'text', required: true }]}
          submit={(act, v) =>
            act(ReceiptReportDocument, { sending: receipting, receipt: textOf(v.receipt) ?? '' })
          }
          onClose={() => setReceipting(null)}
        />
      )}
    </Card>
  )
}

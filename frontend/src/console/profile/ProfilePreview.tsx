import { Alert, Table, Tag } from 'antd'
import { useNamed, useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { acts, changesAnything, sumOf, toldParts } from './counts'
import type { Harm, Part, Preview, Row } from './documents'
import { Problems } from './Problems'

const colours = { ADDED: 'green', CHANGED: 'blue', CLOSED: 'red', REMOVED: 'red', KEPT: 'default' } as const

/** What an import would do, before anything is written. */
export function ProfilePreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  const sum = sumOf(preview.parts)
  return (
    <section className="profile-preview">
      <h2>{t('profile.preview', { digest: preview.digest.slice(0, 12) })}</h2>
      {!changesAnything(preview.parts) && <Alert type="info" showIcon title={t('profile.nothing')} />}
      <Table
        size="small"
        className="profile-counts"
        rowKey="part"
        dataSource={preview.parts}
        pagination={false}
        columns={[
          { title: t('profile.part'), render: (_, p) => t(`profile.partWord.${p.part}`) },
          ...acts.map((act) => ({
            title: t(`profile.act.${act}`),
            dataIndex: act,
            align: 'right' as const,
            render: (n: number) => <span className={n === 0 ? 'console-soft' : 'profile-some'}>{n}</span>,
          })),
          { title: t('profile.act.unchanged'), dataIndex: 'unchanged', align: 'right' },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>{t('profile.sum')}</Table.Summary.Cell>
            {[...acts, 'unchanged' as const].map((act, i) => (
              <Table.Summary.Cell key={act} index={i + 1} align="right">
                {sum[act]}
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
      {preview.harms.length > 0 && (
        <div className="profile-harms" role="note">
          <h2>{t('profile.harms', { n: preview.harms.length })}</h2>
          <ul>
            {preview.harms.map((h) => (
              <li key={`${h.kind} ${h.part} ${h.code}`}>
                <HarmText harm={h} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {preview.warnings.length > 0 && <Problems problems={preview.warnings} warning />}
      {toldParts(preview.parts).map((part) => (
        <PartRows key={part.part} part={part} />
      ))}
    </section>
  )
}

function HarmText({ harm }: { harm: Harm }) {
  const { t } = useTranslation()
  const named = useNamed()
  const flag = (word: string) => t(word === 'true' ? 'profile.madeUp' : 'profile.real')
  const told =
    harm.kind === 'EXERCISE_CHANGED'
      ? { before: flag(harm.before), after: flag(harm.after) }
      : { before: harm.before, after: harm.after }
  const what =
    harm.kind === 'STATION_IN_USE'
      ? t('profile.harm.STATION_IN_USE', {
          before: harm.before,
          after: harm.after ? dateAndMinute(harm.after) : t('profile.neverHeard'),
        })
      : t(`profile.harm.${harm.kind}`, told)
  return (
    <>
      {harm.code && (
        <b>
          {harm.code} {harm.name && named(harm)}
        </b>
      )}{' '}
      {what}
      {harm.incidents.length > 0 &&
        ` ${t('profile.incidents', { numbers: harm.incidents.join(t('people.listJoin')) })}`}
    </>
  )
}

function PartRows({ part }: { part: Part }) {
  const { t } = useTranslation()
  const named = useNamed()
  return (
    <>
      <h2>{t(`profile.partWord.${part.part}`)}</h2>
      <Table
        size="small"
        className="profile-rows"
        rowKey={(r) => `${r.act} ${r.code}`}
        dataSource={part.rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          {
            title: t('profile.what'),
            width: 110,
            render: (_, r) => <Tag color={colours[r.act]}>{t(`profile.actWord.${r.act}`)}</Tag>,
          },
          {
            title: t('profile.row'),
            width: 280,
            render: (_, r) => (
              <>
                <code>{r.code}</code> {r.name && named(r)}
              </>
            ),
          },
          { title: t('profile.values'), render: (_, r) => <Fields row={r} /> },
        ]}
      />
    </>
  )
}

function Fields({ row }: { row: Row }) {
  const { t } = useTranslation()
  if (row.act === 'KEPT') return <span className="console-soft">{t('profile.keptNote')}</span>
  return (
    <dl className="profile-fields">
      {row.fields.map((f) => (
        <div key={f.name}>
          {f.name && <dt>{f.name}</dt>}
          <dd>
            <del>{f.before || t('profile.empty')}</del> → <ins>{f.after || t('profile.empty')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

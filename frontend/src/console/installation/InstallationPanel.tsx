import { Button, Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { useQuery } from 'urql'
import type { InstallationState } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { dateAndMinute, yuan } from '@/ui/format'
import { useMay } from '../rights'
import { type Equipment, InstallationHistoryDocument, type Installed, type StationRow } from './documents'
import { BeginDialog, MendDialog, StepDialog } from './InstallationDialogs'
import { PlaceButton } from './PlaceButton'

interface Props {
  row: StationRow
  equipment: Equipment
  connectBy: string
  onChanged(): void
  onClose(): void
}

type Asked = { step: InstallationState } | 'begin' | 'mend' | null

/** One kind of equipment at one station: what is known, what happened, what may follow. */
export function InstallationPanel({ row, equipment, connectBy, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()
  const [asked, setAsked] = useState<Asked>(null)
  const place = row.places.find((p) => p.kind === equipment.code)
  const one = place?.installation
  const title = { station: named(row.station), kind: named(equipment) }
  const done = () => {
    setAsked(null)
    onChanged()
  }
  const removed = row.removed.filter((r) => r.kind === equipment.code)
  return (
    <Drawer open title={t('installation.title', title)} size={520} onClose={onClose} destroyOnHidden>
      {place && (
        <p className="installation-now">
          <PlaceButton place={place} label={named(equipment)} />{' '}
          {one?.exercise && <small className="console-soft">{t('installation.exercise')}</small>}
        </p>
      )}
      {one && <Known one={one} connectBy={connectBy} />}
      {may('installation:write') && (
        <p className="installation-acts">
          {!one && (
            <Button type="primary" onClick={() => setAsked('begin')}>
              {t('installation.begin')}
            </Button>
          )}
          {one?.standing?.next.map((state, i) => (
            <Button
              key={state}
              type={i === 0 && state !== 'REMOVED' ? 'primary' : 'default'}
              danger={state === 'FAULTY' || state === 'REMOVED'}
              onClick={() => setAsked({ step: state })}
            >
              {t('installation.step', { state: t(`installation.state.${state}`) })}
            </Button>
          ))}
          {one && <Button onClick={() => setAsked('mend')}>{t('installation.mend')}</Button>}
        </p>
      )}
      {one && <History key={`${one.id} ${one.version}`} id={one.id} />}
      {removed.length > 0 && <h3>{t('installation.removed')}</h3>}
      {removed.map((r) => (
        <section key={r.id}>
          <p>{t('installation.removedLine', { kind: named(equipment), day: r.stateOn })}</p>
          <Known one={r} connectBy={connectBy} />
          <History id={r.id} />
        </section>
      ))}
      {asked === 'begin' && <BeginDialog {...{ row, equipment, connectBy }} onClose={done} />}
      {one && asked === 'mend' && (
        <MendDialog {...{ row, equipment, connectBy, one }} onConflict={onChanged} onClose={done} />
      )}
      {one && asked !== null && typeof asked === 'object' && (
        <StepDialog {...{ row, equipment, one }} to={asked.step} onClose={done} />
      )}
    </Drawer>
  )
}

function Known({ one, connectBy }: { one: Installed; connectBy: string }) {
  const { t } = useTranslation()
  const sum = (fen: number | null | undefined) =>
    fen === null || fen === undefined ? t('installation.unknown') : yuan(fen)
  const told = (text: string) => text || <span className="console-soft">{t('installation.notYet')}</span>
  const lines: [string, ReactNode][] = [
    [
      t('installation.connectedOn'),
      <>
        {told(one.connectedOn ?? '')}
        <br />
        <small className="console-soft">
          {t('installation.due', { day: one.standing?.dueOn ?? connectBy })}
          {one.dueOn && ` · ${t('installation.ownDue')}`}
        </small>
      </>,
    ],
    [t('installation.supplier'), told(one.supplier)],
    [t('installation.supervisor'), told(one.supervisor)],
    [t('installation.acceptedBy'), told(one.acceptedBy)],
    [t('installation.cost'), sum(one.cost)],
    [t('installation.ownerShare'), sum(one.standing?.ownerShare)],
    [t('installation.countyShare'), sum(one.standing?.countyShare)],
    [t('installation.cityShare'), sum(one.standing?.cityShare)],
  ]
  return (
    <dl className="installation-known">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function History({ id }: { id: string }) {
  const { t } = useTranslation()
  const [{ data }] = useQuery({
    query: InstallationHistoryDocument,
    variables: { id },
    requestPolicy: 'network-only',
  })
  const steps = data?.node && 'steps' in data.node ? (data.node.steps ?? []) : []
  return (
    <>
      <h3>{t('installation.history')}</h3>
      <ol className="installation-history">
        {steps.map((s) => (
          <li key={`${s.state} ${s.recordedAt}`}>
            <b>{s.on}</b> {t(`installation.state.${s.state}`)} {s.note && <p>{s.note}</p>}
            <small className="console-soft">
              {t('installation.recorded', {
                by: s.by === 'profile' ? t('installation.fromProfile') : s.by,
                at: dateAndMinute(s.recordedAt),
              })}
            </small>
          </li>
        ))}
      </ol>
    </>
  )
}

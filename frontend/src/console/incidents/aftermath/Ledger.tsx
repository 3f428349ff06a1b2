import { Button } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { LedgerKind } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { dateAndMinute, yuan } from '@/ui/format'
import { useMay } from '../../rights'
import { ActDialog, numberOf, textOf, type Values } from '../ActDialog'
import { Card } from '../Card'
import { type Incident, isOver } from '../incident'
import { AddLedgerItemDocument, StrikeLedgerItemDocument } from './acts'
import { isGoods, isMoney, kinds, type LedgerItem, type Part, partsOf, useLedger } from './ledger'

const kindOf = (v: Values): LedgerKind => kinds.find((k) => k === v.kind) ?? 'COST'

/** What it cost, what was used and given, what was found (§7). */
export function Ledger({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const may = useMay()('incident:write') && !isOver(incident)
  const items = useLedger(incident.id)
  const [adding, setAdding] = useState(false)
  const [striking, setStriking] = useState<LedgerItem | null>(null)
  return (
    <Card
      title={t('aftermath.ledger.title')}
      acts={
        may && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('aftermath.ledger.add')}
          </Button>
        )
      }
    >
      {items?.length === 0 && <p className="console-soft">{t('aftermath.ledger.none')}</p>}
      {partsOf(items ?? []).map((part) => (
        <Kind key={part.kind} part={part} onStrike={may ? setStriking : undefined} />
      ))}
      {adding && (
        <ActDialog
          title={t('aftermath.ledger.add')}
          draft={`ledger:${incident.id}`}
          bounds={bounds.AddLedgerItemInput}
          fields={[
            {
              name: 'kind',
              label: t('aftermath.ledger.kind'),
              kind: 'choice',
              required: true,
              initial: 'COST',
              options: kinds.map((k) => ({ value: k, label: t(`aftermath.ledger.kinds.${k}`) })),
            },
            { name: 'text', label: t('aftermath.ledger.text'), kind: 'area', required: true },
            {
              name: 'amount',
              label: t('aftermath.ledger.amount'),
              kind: 'number',
              when: (v) => isMoney(kindOf(v)),
            },
            {
              name: 'quantity',
              label: t('aftermath.ledger.quantity'),
              kind: 'text',
              hint: t('aftermath.ledger.quantityHint'),
              when: (v) => isGoods(kindOf(v)),
            },
            { name: 'at', label: t('aftermath.ledger.at'), kind: 'instant', hint: t('incident.nowHint') },
          ]}
          submit={(act, v) => {
            const amount = numberOf(v.amount)
            return act(AddLedgerItemDocument, {
              incident: incident.id,
              kind: kindOf(v),
              text: textOf(v.text) ?? '',
              amount: amount === null ? null : Math.round(amount * 100),
              quantity: textOf(v.quantity),
              at: textOf(v.at),
            })
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {striking && (
        <ActDialog
          title={t('aftermath.ledger.strikeTitle', { text: striking.text })}
          draft={`strike:${striking.id}`}
          note={<p className="console-note">{t('aftermath.ledger.strikeExplained')}</p>}
          bounds={bounds.StrikeLedgerItemInput}
          fields={[{ name: 'reason', label: t('incident.reason'), kind: 'area', required: true }]}
          submit={(act, v) =>
            act(StrikeLedgerItemDocument, { item: striking.id, reason: textOf(v.reason) ?? '' })
          }
          onClose={() => setStriking(null)}
        />
      )}
    </Card>
  )
}

/** Items of a kind that are shown before all are asked for. */
const SHOWN = 8

/** The items of one kind with their sum; of many the latest, until all are asked for. */
function Kind({ part, onStrike }: { part: Part<LedgerItem>; onStrike?: (item: LedgerItem) => void }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  return (
    <section className="ledger-part" data-kind={part.kind}>
      <h4>
        {t(`aftermath.ledger.kinds.${part.kind}`)}
        {part.sum !== null && (
          <b className="ledger-sum">{t('aftermath.ledger.sum', { amount: yuan(part.sum) })}</b>
        )}
      </h4>
      {!all && part.items.length > SHOWN && (
        <Button size="small" type="link" onClick={() => setAll(true)}>
          {t('aftermath.ledger.all', { n: part.items.length })}
        </Button>
      )}
      {part.items.slice(all ? 0 : -SHOWN).map((item) => (
        <Row key={item.id} item={item} onStrike={onStrike && (() => onStrike(item))} />
      ))}
    </section>
  )
}

function Row({ item, onStrike }: { item: LedgerItem; onStrike?: () => void }) {
  const { t } = useTranslation()
  const told = (
    <>
      {item.text}
      {item.quantity && ` · ${item.quantity}`}
    </>
  )
  return (
    <div className="ledger-item">
      <div>
        {item.struckAt ? <del>{told}</del> : told}
        <br />
        <small className="console-soft">
          {dateAndMinute(item.at)} · {t('aftermath.ledger.by', { by: item.enteredBy })}
        </small>
        {item.struckAt && (
          <div className="ledger-struck">
            {t('aftermath.ledger.struck', { at: dateAndMinute(item.struckAt), reason: item.struckReason })}
          </div>
        )}
      </div>
      <span className="ledger-amount">
        {typeof item.amount === 'number' &&
          (item.struckAt ? <del>{yuan(item.amount)}</del> : yuan(item.amount))}
      </span>
      {onStrike && !item.struckAt && (
        <Button size="small" type="text" onClick={onStrike}>
          {t('aftermath.ledger.strike')}
        </Button>
      )}
    </div>
  )
}

import { useState } from 'react'
import { useClient } from 'urql'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { ActDialog, textOf } from '../incidents/ActDialog'
import { type Group, GroupVerdictDocument, ReviewQuarantineGroupDocument, type Verdict } from './documents'
import { Standing } from './Standing'
import { asTyped, kindOf, useRefusals, useVerdictFields } from './verdictFields'

interface Props {
  /** The group as it was when it was opened. */
  seen: Group
  /** As it is now; null where nothing of it waits any more. */
  now: Group | null
  onChanged(): void
  onClose(): void
}

/** Gives one verdict on a group; where another judged some of it meanwhile, theirs stands beside. */
export function GroupDialog({ seen, now, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const client = useClient()
  const refusals = useRefusals()
  const fields = useVerdictFields(null)
  const [theirs, setTheirs] = useState<Verdict | null>(null)
  const group = theirs && now ? now : seen
  const names = { device: seen.device.code, reason: t(`quarantine.reason.${seen.reason}`) }
  const meet = async () => {
    const filter = { device: seen.device.code, reason: seen.reason, reviewed: 'REVIEWED' as const }
    const { data } = await client
      .query(GroupVerdictDocument, { filter }, { requestPolicy: 'network-only' })
      .toPromise()
    setTheirs(data?.quarantine?.edges[0]?.node.verdict ?? null)
    onChanged()
  }
  return (
    <ActDialog
      title={t('quarantine.dialog.title', names)}
      width={640}
      refusals={refusals}
      draft={`verdict:${seen.device.code}:${seen.reason}`}
      latest={asTyped(theirs)}
      fields={fields}
      note={
        <>
          <p>
            {t('quarantine.dialog.group', {
              n: group.count,
              first: dateAndMinute(group.first.receivedAt),
              last: dateAndMinute(group.last.receivedAt),
            })}
          </p>
          {theirs && <Standing verdict={theirs} />}
          {theirs && (
            <p>
              <b>{t('quarantine.dialog.left', { n: now?.count ?? 0 })}</b>
            </p>
          )}
          <p className="console-note">{t('quarantine.dialog.unchanged')}</p>
        </>
      }
      submit={async (send, v) => {
        const outcome = await send(ReviewQuarantineGroupDocument, {
          last: group.last.id,
          count: theirs && !now ? 0 : group.count,
          kind: kindOf(v),
          note: textOf(v.note),
        })
        if (outcome.done) onChanged()
        else if (outcome.conflict) await meet()
        return outcome
      }}
      onClose={onClose}
    />
  )
}

import { useState } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { signedOf } from './snapshot'

const HandOverGenuineDocument = graphql(`
  query HandOverGenuine($snapshot: String!, $signature: String!) {
    handOverGenuine(snapshot: $snapshot, signature: $signature)
  }
`)

/** Asks the hub whether it signed a file of a hand-over, as it is. */
export function CheckFile() {
  const { t } = useTranslation()
  const client = useClient()
  const [said, setSaid] = useState<'genuine' | 'altered' | 'noFile' | 'unasked' | null>(null)
  const check = async (file: File) => {
    setSaid(null)
    const signed = signedOf(await file.text())
    if (!signed) return setSaid('noFile')
    const { data } = await client.query(HandOverGenuineDocument, signed, { requestPolicy: 'network-only' })
    const genuine = data?.handOverGenuine
    setSaid(typeof genuine === 'boolean' ? (genuine ? 'genuine' : 'altered') : 'unasked')
  }
  return (
    <label className="sheet-check">
      {t('aftermath.snapshot.check.choose')}{' '}
      <input
        type="file"
        accept="application/json"
        onChange={(e) => {
          const file = e.target.files?.[0]
          if (file) void check(file)
        }}
      />
      {said && (
        <strong role="status" data-said={said}>
          {t(`aftermath.snapshot.check.${said}`)}
        </strong>
      )}
    </label>
  )
}

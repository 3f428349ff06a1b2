import './profile.css'
import { Alert, App, Button, Descriptions, Upload } from 'antd'
import { useState } from 'react'
import { useClient, useMutation, useQuery } from 'urql'
import { errorCode } from '@/gql/client'
import { PROFILE_PATH, type ProfileProblem, uploadProfile } from '@/gql/profile'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { acts, type Counts, changesAnything, sumOf } from './counts'
import {
  CountyProfileDocument,
  ImportProfileDocument,
  type Preview,
  ProfilePreviewDocument,
} from './documents'
import { Problems } from './Problems'
import { ProfilePreview } from './ProfilePreview'

const failures = ['FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE', 'UNREACHABLE'] as const

/** The county's profile: which is in force, taking it as files, and bringing another after looking at what it does. */
export function Profile() {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const failed = useFailure()
  const client = useClient()
  const [{ data }, again] = useQuery({ query: CountyProfileDocument })
  const [{ fetching: importing }, bring] = useMutation(ImportProfileDocument)
  const [reading, setReading] = useState(false)
  const [problems, setProblems] = useState<ProfileProblem[]>([])
  const [preview, setPreview] = useState<Preview | null>(null)
  const [drifted, setDrifted] = useState(false)
  const [done, setDone] = useState<{ version: number; counts: Counts } | null>(null)
  const now = data?.countyProfile

  const fail = (code: string) => {
    const known = failures.find((c) => c === code)
    void message.error(t(`failure.${known ?? 'INTERNAL'}`))
  }
  const look = async (file: Blob) => {
    setProblems([])
    setPreview(null)
    setDrifted(false)
    setDone(null)
    setReading(true)
    const sent = await uploadProfile(file)
    if ('problems' in sent) setProblems(sent.problems)
    else if ('code' in sent) fail(sent.code)
    else {
      const asked = await client
        .query(ProfilePreviewDocument, { upload: sent.id }, { requestPolicy: 'network-only' })
        .toPromise()
      if (asked.data?.profilePreview) setPreview(asked.data.profilePreview)
      else fail(errorCode(asked.error) ?? 'INTERNAL')
    }
    setReading(false)
  }
  const put = async (it: Preview) => {
    const counts = sumOf(it.parts)
    const sure = await modal.confirm({
      title: t('profile.confirm', { digest: it.digest.slice(0, 12) }),
      content: (
        <>
          <p>{acts.map((act) => t(`profile.count.${act}`, { n: counts[act] })).join(t('people.listJoin'))}</p>
          {it.harms.length > 0 && (
            <p className="profile-harmful">{t('profile.confirmHarms', { n: it.harms.length })}</p>
          )}
          <p>{t('profile.confirmEffect')}</p>
        </>
      ),
      okText: t('profile.import'),
      okButtonProps: { danger: it.harms.length > 0 },
    })
    if (!sure) return
    const result = await bring({
      input: { upload: it.upload, state: it.state, idempotencyKey: newIdempotencyKey() },
    })
    const answer = result.data?.importProfile
    if (answer?.preview) {
      setPreview(answer.preview)
      setDrifted(true)
      return
    }
    if (failed(result.error, answer?.userErrors)) return
    setPreview(null)
    setDrifted(false)
    setDone({ version: answer?.profile?.version ?? 0, counts })
    again({ requestPolicy: 'network-only' })
  }

  return (
    <div className="profile">
      <p className="console-note">{t('profile.intro')}</p>
      {now && (
        <Descriptions
          bordered
          size="small"
          column={1}
          className="profile-now"
          items={[
            { label: t('profile.source'), children: t(`profile.sourceWord.${now.source}`) },
            {
              label: t('profile.digest'),
              children: <code title={now.digest}>{now.digest.slice(0, 12)}</code>,
            },
            { label: t('profile.since'), children: dateAndMinute(now.since) },
            {
              label: t('profile.by'),
              children: now.by || t(now.source === 'START' ? 'profile.byStart' : 'profile.byReplacing'),
            },
          ]}
        />
      )}
      {now?.setAside && (
        <Alert
          type="info"
          showIcon
          title={t('profile.setAside', { digest: now.setAside.slice(0, 12) })}
          description={t('profile.setAsideHow', { digest: now.digest.slice(0, 12) })}
        />
      )}
      <div className="console-bar">
        <Button href={PROFILE_PATH} download>
          {t('profile.download')}
        </Button>
        <Upload
          accept=".zip,application/zip"
          showUploadList={false}
          beforeUpload={(file) => {
            void look(file)
            return false
          }}
        >
          <Button type="primary" loading={reading}>
            {t('profile.upload')}
          </Button>
        </Upload>
        <span className="console-soft">{t('profile.uploadNote')}</span>
      </div>
      {done && (
        <Alert
          type="success"
          showIcon
          title={t('profile.done', { version: done.version })}
          description={acts
            .map((act) => t(`profile.count.${act}`, { n: done.counts[act] }))
            .join(t('people.listJoin'))}
        />
      )}
      {problems.length > 0 && <Problems problems={problems} />}
      {preview && (
        <>
          {drifted && <Alert type="warning" showIcon title={t('profile.drifted')} />}
          <ProfilePreview preview={preview} />
          <div className="console-bar">
            <Button
              type="primary"
              loading={importing}
              disabled={!changesAnything(preview.parts)}
              onClick={() => void put(preview)}
            >
              {t('profile.import')}
            </Button>
            <Button onClick={() => setPreview(null)}>{t('profile.discard')}</Button>
          </div>
        </>
      )}
    </div>
  )
}

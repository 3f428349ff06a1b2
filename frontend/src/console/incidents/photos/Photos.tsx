import { Button, Checkbox, Image, Input, Progress, Select, Space } from 'antd'
import { useRef, useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useLanguage, useTranslation } from '@/i18n'
import type { photo as catalogue } from '@/i18n/photo.zh'
import { textAt } from '@/i18n/textAt'
import { shortDateTime } from '@/ui/format'
import { useMay } from '../../rights'
import { ActDialog, textOf } from '../ActDialog'
import { Card } from '../Card'
import { type Incident, isOver } from '../incident'
import { type Photo, usePhotos, WithdrawPhotoDocument } from './photos'
import { mayTryAgain, useUploads, type Waiting } from './useUploads'
import './photos.css'

/** Pictures from the scene, and what of them is not sent yet. */
export function Photos({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const may = useMay()
  const photos = usePhotos(incident.id)
  const [withdrawing, setWithdrawing] = useState<Photo | null>(null)
  const shown = photos?.filter((p) => !p.withdrawnAt) ?? []
  const withdrawn = photos?.filter((p) => p.withdrawnAt) ?? []
  return (
    <Card title={t('photo.title')}>
      {photos === null && <p className="console-soft">{t('incident.loading')}</p>}
      {photos?.length === 0 && <p className="console-soft">{t('photo.none')}</p>}
      <Image.PreviewGroup>
        <div className="photo-strip">
          {shown.map((p) => (
            <Shown
              key={p.id}
              photo={p}
              onWithdraw={may('incident:write') ? () => setWithdrawing(p) : undefined}
            />
          ))}
        </div>
      </Image.PreviewGroup>
      {withdrawn.map((p) => (
        <p key={p.id} className="console-soft">
          {t('photo.withdrawn', {
            at: shortDateTime(p.withdrawnAt ?? ''),
            who: p.withdrawnBy,
            reason: p.withdrawnReason,
          })}
        </p>
      ))}
      {may('task:write') && !isOver(incident) && <Adding incident={incident} />}
      {withdrawing && (
        <ActDialog
          title={t('photo.withdraw')}
          bounds={bounds.WithdrawPhotoInput}
          fields={[{ name: 'reason', label: t('photo.reason'), kind: 'text', required: true }]}
          submit={(act, v) =>
            act(WithdrawPhotoDocument, { photo: withdrawing.id, reason: textOf(v.reason) ?? '' })
          }
          onClose={() => setWithdrawing(null)}
        />
      )}
    </Card>
  )
}

function Shown({ photo: p, onWithdraw }: { photo: Photo; onWithdraw?: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const about = p.caption || t('photo.noCaption')
  return (
    <figure>
      <Image src={p.path} alt={about} width={148} height={111} loading="lazy" />
      <figcaption>
        <b>{about}</b>
        <small className="console-soft">
          {p.by} · {shortDateTime(p.uploadedAt)}
          {p.takenAt && ` · ${t('photo.taken', { at: shortDateTime(p.takenAt) })}`}
          {typeof p.latitude === 'number' &&
            typeof p.longitude === 'number' &&
            ` · ${p.latitude.toFixed(5)}, ${p.longitude.toFixed(5)}`}
        </small>
        {p.task && (
          <small className="console-soft photo-task">
            {(language === 'en' && p.task.textEn) || p.task.text}
          </small>
        )}
        {onWithdraw && (
          <Button size="small" type="text" onClick={onWithdraw}>
            {t('photo.withdraw')}
          </Button>
        )}
      </figcaption>
    </figure>
  )
}

/** Chooses pictures and says what they show, before they go. */
function Adding({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { waiting, add, again, discard } = useUploads()
  const picker = useRef<HTMLInputElement>(null)
  const [caption, setCaption] = useState('')
  const [task, setTask] = useState<string | null>(null)
  const [keepPlace, setKeepPlace] = useState(false)
  const open = incident.tasks.filter((it) => it.state !== 'CANCELLED')
  return (
    <div className="photo-adding">
      <Input
        value={caption}
        maxLength={160}
        placeholder={t('photo.caption')}
        aria-label={t('photo.caption')}
        onChange={(e) => setCaption(e.target.value)}
      />
      <Select
        allowClear
        value={task}
        placeholder={t('photo.task')}
        aria-label={t('photo.task')}
        onChange={(v) => setTask(v ?? null)}
        options={open.map((it) => ({
          value: it.id,
          label: (language === 'en' && it.textEn) || it.text,
        }))}
      />
      <Checkbox checked={keepPlace} onChange={(e) => setKeepPlace(e.target.checked)}>
        {t('photo.keepPlace')}
      </Checkbox>
      <small className="console-soft">{t('photo.keepPlaceHint')}</small>
      <input
        ref={picker}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        hidden
        onChange={(e) => {
          add([...(e.target.files ?? [])], { incident: incident.id, task, caption, keepPlace })
          e.target.value = ''
        }}
      />
      <Button type="primary" onClick={() => picker.current?.click()}>
        {t('photo.choose')}
      </Button>
      {waiting.map((it) => (
        <OnItsWay key={it.key} it={it} onAgain={() => again(it)} onDiscard={() => discard(it.key)} />
      ))}
    </div>
  )
}

function OnItsWay({ it, onAgain, onDiscard }: { it: Waiting; onAgain(): void; onDiscard(): void }) {
  const { t } = useTranslation()
  const reasons = t('photo.refused', { returnObjects: true }) as typeof catalogue.refused
  if (!it.refused)
    return (
      <div className="photo-waiting">
        <span>{it.name}</span>
        <Progress percent={Math.round(it.share * 100)} size="small" />
      </div>
    )
  return (
    <div className="photo-waiting" role="alert">
      <b className="incident-mark clock-LATE">{t('photo.notSent')}</b> {it.name}:{' '}
      {textAt(reasons, it.refused.field ?? '') ?? textAt(reasons, it.refused.code) ?? it.refused.code}
      <Space size={4}>
        {mayTryAgain(it) && (
          <Button size="small" type="primary" onClick={onAgain}>
            {t('photo.again')}
          </Button>
        )}
        <Button size="small" onClick={onDiscard}>
          {t('photo.discard')}
        </Button>
      </Space>
    </div>
  )
}

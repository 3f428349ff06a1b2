import { bounds } from '@/gql/generated/bounds'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { ActDialog, textOf } from '../ActDialog'
import type { Release } from './scene'
import { ApproveReleaseDocument, PublishReleaseDocument } from './sceneActs'

export type Step = 'approve' | 'publish'

/** What of a release is read before a step is taken. */
type Written = Pick<Release, 'id' | 'title' | 'text' | 'draftedBy' | 'draftedAt' | 'version'> &
  Partial<Pick<Release, 'channel'>>

interface Props {
  /** As it was when the step was chosen. */
  release: Written
  /** As it is. */
  now: Written
  step: Step
  onClose(): void
}

/** Approves or publishes what is read in the dialog itself. */
export function ReleaseStep({ release, now, step, onClose }: Props) {
  const { t } = useTranslation()
  const publishing = step === 'publish'
  return (
    <ActDialog
      title={t(publishing ? 'scene.publishTitle' : 'scene.approveTitle')}
      width={640}
      note={
        <blockquote className="scene-text">
          <b>{release.title}</b>
          <p>{release.text}</p>
          <small className="console-soft">
            {t('scene.drafted', { by: release.draftedBy, at: dateAndMinute(release.draftedAt) })}
          </small>
        </blockquote>
      }
      bounds={bounds.ReleaseStepInput}
      fields={
        publishing
          ? [
              {
                name: 'channel',
                label: t('scene.channel'),
                kind: 'text',
                required: true,
                most: 100,
                hint: t('scene.channelHint'),
              },
            ]
          : []
      }
      {...(publishing && { latest: { channel: now.channel ?? '' } })}
      submit={(act, v, seen) =>
        act(publishing ? PublishReleaseDocument : ApproveReleaseDocument, {
          release: release.id,
          version: seen ? now.version : release.version,
          ...(publishing && { channel: textOf(v.channel) }),
        })
      }
      onClose={onClose}
    />
  )
}

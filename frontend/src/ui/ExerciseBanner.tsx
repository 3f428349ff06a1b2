import { useTranslation } from '@/i18n'
import { hubStatus } from '@/live/hubStatus'
import { useStream } from '@/live/stream'

/** Unmissable on every face while the hub is in exercise; `asRead` counts until the stream has told. */
export function ExerciseBanner({ asRead = false }: { asRead?: boolean }) {
  const { t } = useTranslation()
  const live = useStream(hubStatus).value?.exercise
  if (!(live ?? asRead)) return null
  return (
    <div className="exercise-banner" role="alert">
      {t('exercise.banner')}
      <small>{t('exercise.explained')}</small>
    </div>
  )
}

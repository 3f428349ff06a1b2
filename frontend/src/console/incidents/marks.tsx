import type { DeadlineState, Grade, ResponseLevel } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'

/** A grade as its colour and its word. */
export function GradeMark({ grade }: { grade: Grade }) {
  const { t } = useTranslation()
  return <b className={`incident-mark grade-${grade}`}>{t(`incident.grade.${grade}`)}</b>
}

export function LevelMark({ level }: { level: ResponseLevel | null | undefined }) {
  const { t } = useTranslation()
  return level ? (
    <b className={`incident-mark level-${level}`}>{t(`incident.level.${level}`)}</b>
  ) : (
    <span className="console-soft">{t('incident.levelNone')}</span>
  )
}

export function ClockMark({ state }: { state: DeadlineState }) {
  const { t } = useTranslation()
  return <b className={`incident-mark clock-${state}`}>{t(`incident.clockState.${state}`)}</b>
}

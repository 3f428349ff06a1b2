import type { Grade } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'

/** The grade as colour and word. */
export function GradeMark({ grade }: { grade: Grade }) {
  const { t } = useTranslation()
  return <b className={`grade-mark ${grade}`}>{t(`wallIncident.grade.${grade}`)}</b>
}

/** Says of an incident that it is an exercise's. */
export function ExerciseMark() {
  const { t } = useTranslation()
  return <b className="exercise-mark">{t('wallIncident.exercise')}</b>
}

import { Button } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { Grade } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { useMay } from '../rights'
import { ActDialog, textOf } from './ActDialog'
import { RaiseGradeDocument } from './acts'
import { Card } from './Card'
import { type Incident, isOver } from './incident'
import { GradeMark } from './marks'
import { useReasonWords } from './words'

const grades: readonly Grade[] = [
  'BELOW_GENERAL',
  'GENERAL',
  'UNDETERMINED',
  'LARGER',
  'MAJOR',
  'EXTRAORDINARY',
]

/** The grade, why it is so, and what could lift it. */
export function GradeCard({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const { reason, limb } = useReasonWords()
  const may = useMay()('incident:write')
  const [raising, setRaising] = useState<'raise' | 'withdraw' | null>(null)
  const higher = grades.slice(grades.indexOf(incident.computedGrade) + 1)
  return (
    <Card
      title={t('incident.gradeLabel')}
      acts={
        may &&
        !isOver(incident) && (
          <>
            {incident.raisedGrade && (
              <Button size="small" onClick={() => setRaising('withdraw')}>
                {t('incident.raiseWithdraw')}
              </Button>
            )}
            {higher.length > 0 && (
              <Button size="small" onClick={() => setRaising('raise')}>
                {t('incident.raise')}
              </Button>
            )}
          </>
        )
      }
    >
      <p>
        <GradeMark grade={incident.grade} />{' '}
        {incident.raisedGrade && (
          <>
            {t('incident.raisedTo', {
              grade: t(`incident.grade.${incident.raisedGrade}`),
              reason: incident.raisedReason,
            })}
            {' · '}
            {t('incident.computed', { grade: t(`incident.grade.${incident.computedGrade}`) })}
          </>
        )}
      </p>
      <ul>
        {incident.gradeReasons.map((r) => (
          <li key={r.text}>
            {reason(r.text)}
            {t('incident.article', { article: r.article })}
          </li>
        ))}
      </ul>
      {incident.gradeOpen.length > 0 && (
        <p className="console-soft">
          {t('incident.gradeOpen', { what: incident.gradeOpen.map(limb).join(t('people.listJoin')) })}
        </p>
      )}
      {raising && (
        <ActDialog
          title={t(raising === 'raise' ? 'incident.raise' : 'incident.raiseWithdraw')}
          draft={`grade:${incident.id}:${raising}`}
          bounds={bounds.RaiseGradeInput}
          fields={[
            ...(raising === 'raise'
              ? [
                  {
                    name: 'grade',
                    label: t('incident.gradeLabel'),
                    kind: 'choice' as const,
                    required: true,
                    options: higher.map((g) => ({ value: g, label: t(`incident.grade.${g}`) })),
                  },
                ]
              : []),
            { name: 'reason', label: t('incident.reason'), kind: 'area', required: true },
          ]}
          submit={(act, v) =>
            act(RaiseGradeDocument, {
              incident: incident.id,
              grade: (textOf(v.grade) as Grade | null) ?? null,
              reason: textOf(v.reason) ?? '',
            })
          }
          onClose={() => setRaising(null)}
        />
      )}
    </Card>
  )
}

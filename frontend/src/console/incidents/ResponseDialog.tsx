import { Radio } from 'antd'
import { useContext, useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { ResponseLevel, TerminationCondition } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { ViewerContext } from '../rights'
import { ActDialog, type Field, textOf } from './ActDialog'
import { AdjustResponseDocument, EndResponseDocument, StartResponseDocument } from './acts'
import type { Incident } from './incident'
import { isBelow, levels, orderOf, postsFor, useOrderFields } from './order'
import { Inside } from './scene/Inside'
import type { Scene } from './scene/scene'

const conditions: readonly TerminationCondition[] = [
  'RESCUE_DONE',
  'SCENE_CONTROLLED',
  'ENVIRONMENT_WITHIN_STANDARDS',
  'SECONDARY_DANGERS_GONE',
]

interface Props {
  incident: Incident
  scene: Scene | null
  step: 'start' | 'adjust' | 'end'
  onClose(): void
}

/** Starts, changes or ends the response by the word of a post. */
export function ResponseDialog({ incident, scene, step, onClose }: Props) {
  const { t } = useTranslation()
  const orderFields = useOrderFields()
  const held = useContext(ViewerContext)?.posts.map((p) => p.role) ?? []
  const choices = levels.filter((l) => l !== incident.level)
  const [level, setLevel] = useState<ResponseLevel>(
    choices.includes(incident.proposedLevel) ? incident.proposedLevel : (choices[0] ?? 'III'),
  )
  const posts =
    step === 'end' ? (incident.startedBy ? [incident.startedBy] : []) : postsFor(incident.level, level)
  const lowered = incident.level ? isBelow(level, incident.level) : false
  const below = step !== 'end' && isBelow(level, incident.proposedLevel)
  const reasoned = lowered || (below && step === 'start')
  const fields: Field[] = [
    ...orderFields(posts, held),
    { name: 'at', label: t('incident.orderAt'), kind: 'instant', hint: t('incident.nowHint') },
    {
      name: 'reason',
      label: t(reasoned ? 'incident.reasonLower' : 'incident.reason'),
      kind: 'text',
      required: step !== 'end' && reasoned,
    },
    ...(step === 'end'
      ? [
          {
            name: 'conditions',
            label: t('incident.conditions'),
            kind: 'checks' as const,
            required: true,
            hint: t('incident.conditionsAll'),
            options: conditions.map((c) => ({ value: c, label: t(`incident.condition.${c}`) })),
          },
        ]
      : level === 'III'
        ? []
        : ([
            {
              name: 'commandPost',
              label: t('incident.commandPost'),
              kind: 'text',
              initial: incident.commandPost || incident.address,
            },
            {
              name: 'commandPostLead',
              label: t('incident.commandPostLead'),
              kind: 'text',
              initial: incident.commandPostLead,
            },
          ] satisfies Field[])),
  ]
  return (
    <ActDialog
      key={level}
      title={t(`incident.${step}`)}
      note={
        step === 'end' ? (
          <Inside scene={scene} />
        ) : (
          <>
            <Radio.Group
              className="incident-levels"
              value={level}
              onChange={(e) => setLevel(e.target.value)}
              optionType="button"
              options={choices.map((l) => ({ value: l, label: t(`incident.level.${l}`) }))}
            />
            {below && (
              <p className="scene-alarm">
                ■ {t('incident.belowPlanChoice', { level: t(`incident.level.${incident.proposedLevel}`) })}
              </p>
            )}
          </>
        )
      }
      bounds={{ ...bounds.StartResponseInput, ...bounds.ResponseOrder }}
      fields={fields}
      submit={(act, v) => {
        const order = orderOf(v)
        if (step === 'end')
          return act(EndResponseDocument, {
            incident: incident.id,
            order,
            conditions: Array.isArray(v.conditions) ? v.conditions : [],
          })
        const input = {
          incident: incident.id,
          level,
          order,
          commandPost: textOf(v.commandPost),
          commandPostLead: textOf(v.commandPostLead),
        }
        return step === 'start' ? act(StartResponseDocument, input) : act(AdjustResponseDocument, input)
      }}
      onClose={onClose}
    />
  )
}

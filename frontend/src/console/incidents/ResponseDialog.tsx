import { Radio } from 'antd'
import { useContext, useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { ResponseLevel, TerminationCondition } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { ViewerContext } from '../rights'
import { ActDialog, type Field, textOf } from './ActDialog'
import { AdjustResponseDocument, EndResponseDocument, StartResponseDocument } from './acts'
import type { Incident } from './incident'
import { levels, orderOf, postsFor, useOrderFields } from './order'

const conditions: readonly TerminationCondition[] = [
  'RESCUE_DONE',
  'SCENE_CONTROLLED',
  'ENVIRONMENT_WITHIN_STANDARDS',
  'SECONDARY_DANGERS_GONE',
]

interface Props {
  incident: Incident
  step: 'start' | 'adjust' | 'end'
  onClose(): void
}

/** Starts, changes or ends the response by the word of a post. */
export function ResponseDialog({ incident, step, onClose }: Props) {
  const { t } = useTranslation()
  const orderFields = useOrderFields()
  const held = useContext(ViewerContext)?.posts.map((p) => p.role) ?? []
  const choices = levels.filter((l) => l !== incident.level)
  const [level, setLevel] = useState<ResponseLevel>(
    choices.includes(incident.proposedLevel) ? incident.proposedLevel : (choices[0] ?? 'III'),
  )
  const posts =
    step === 'end' ? (incident.startedBy ? [incident.startedBy] : []) : postsFor(incident.level, level)
  const lowered = incident.level ? levels.indexOf(level) < levels.indexOf(incident.level) : false
  const fields: Field[] = [
    ...orderFields(posts, held),
    { name: 'at', label: t('incident.orderAt'), kind: 'instant', hint: t('incident.nowHint') },
    {
      name: 'reason',
      label: t(step === 'adjust' ? 'incident.reasonLower' : 'incident.reason'),
      kind: 'text',
      required: step === 'adjust' && lowered,
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
        step !== 'end' && (
          <Radio.Group
            className="incident-levels"
            value={level}
            onChange={(e) => setLevel(e.target.value)}
            optionType="button"
            options={choices.map((l) => ({ value: l, label: t(`incident.level.${l}`) }))}
          />
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

import { bounds } from '@/gql/generated/bounds'
import type { TaskKind } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { ActDialog, textOf } from '../ActDialog'
import { GiveTaskDocument } from '../acts'
import type { Group } from '../incident'

const kinds: readonly TaskKind[] = ['ORDER', 'HELP_REQUEST', 'INSTRUCTION', 'CORRECTIVE_ACTION']

/** Gives an order, a request for help, a leader's instruction or a corrective action. */
export function GiveTask(props: { incident: string; groups: readonly Group[]; onClose(): void }) {
  const { incident, groups, onClose } = props
  const { t } = useTranslation()
  const named = useNamed()
  return (
    <ActDialog
      title={t('incident.taskGive')}
      draft={`task:${incident}`}
      bounds={bounds.GiveTaskInput}
      fields={[
        {
          name: 'kind',
          label: t('incident.taskKind'),
          kind: 'choice',
          required: true,
          initial: 'ORDER',
          options: kinds.map((k) => ({ value: k, label: t(`incident.task.${k}`) })),
        },
        {
          name: 'text',
          label: t('incident.taskText'),
          kind: 'area',
          required: true,
          most: 2000,
          hint: t('scene.taskTextHint'),
        },
        {
          name: 'group',
          label: t('incident.taskGroup'),
          kind: 'choice',
          options: groups.map((g) => ({ value: g.id, label: named(g) })),
        },
        { name: 'owner', label: t('incident.taskOwner'), kind: 'text', when: (v) => !v.group },
        { name: 'dueAt', label: t('incident.taskDue'), kind: 'instant' },
      ]}
      submit={(send, v) =>
        send(GiveTaskDocument, {
          incident,
          kind: (textOf(v.kind) ?? 'ORDER') as TaskKind,
          text: textOf(v.text) ?? '',
          group: textOf(v.group),
          owner: textOf(v.owner),
          dueAt: textOf(v.dueAt),
        })
      }
      onClose={onClose}
    />
  )
}

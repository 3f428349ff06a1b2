import { Button, Tag } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { dateAndMinute } from '@/ui/format'
import { useMay } from '../../rights'
import { ActDialog, textOf } from '../ActDialog'
import { GiveTaskDocument } from '../acts'
import { Card } from '../Card'
import { type Incident, isOver } from '../incident'

/** What has to be done so that it does not happen again: by whom, by when, how it stands. */
export function Corrective({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const named = useNamed()
  const now = useNow().server
  const may = useMay()('incident:write') && !isOver(incident)
  const [giving, setGiving] = useState(false)
  const actions = incident.tasks.filter((task) => task.kind === 'CORRECTIVE_ACTION')
  return (
    <Card
      title={t('aftermath.corrective.title')}
      acts={
        may && (
          <Button size="small" onClick={() => setGiving(true)}>
            {t('aftermath.corrective.add')}
          </Button>
        )
      }
    >
      {actions.length === 0 && <p className="console-soft">{t('aftermath.corrective.none')}</p>}
      {actions.map(({ id, state, text, group, owner, dueAt, lastNote }) => {
        const settled = state === 'DONE' || state === 'CANCELLED'
        return (
          <div key={id} className="corrective" data-state={state}>
            <Tag color={settled ? 'green' : 'gold'}>{t(`incident.taskState.${state}`)}</Tag>
            {text}
            <br />
            <small className="console-soft">
              {group ? named(group) : owner}
              {dueAt && ` · ${t('incident.due', { at: dateAndMinute(dueAt) })}`}
              {lastNote && ` · ${lastNote}`}
            </small>{' '}
            {!settled && dueAt && now !== null && Date.parse(dueAt) < now && (
              <b className="incident-mark clock-LATE">{t('incident.clockState.LATE')}</b>
            )}
          </div>
        )
      })}
      {giving && (
        <ActDialog
          title={t('aftermath.corrective.add')}
          draft={`corrective:${incident.id}`}
          note={<p className="console-note">{t('aftermath.corrective.explained')}</p>}
          bounds={bounds.GiveTaskInput}
          fields={[
            { name: 'text', label: t('aftermath.corrective.text'), kind: 'area', required: true },
            { name: 'owner', label: t('aftermath.corrective.owner'), kind: 'text', required: true },
            { name: 'dueAt', label: t('aftermath.corrective.due'), kind: 'instant', required: true },
          ]}
          submit={(act, v) =>
            act(GiveTaskDocument, {
              incident: incident.id,
              kind: 'CORRECTIVE_ACTION',
              text: textOf(v.text) ?? '',
              owner: textOf(v.owner),
              dueAt: textOf(v.dueAt),
            })
          }
          onClose={() => setGiving(false)}
        />
      )}
    </Card>
  )
}

import { Button, Collapse } from 'antd'
import { useState } from 'react'
import { useLanguage, useNamed, useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { useMay } from '../rights'
import { ActDialog } from './ActDialog'
import { ChangeGroupDocument } from './acts'
import { Card } from './Card'
import type { Group, Incident } from './incident'
import { unitWords } from './words'

/** The working groups, who leads them and who is in them. */
export function Groups({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const named = useNamed()
  const language = useLanguage()
  const may = useMay()('incident:write')
  const [changing, setChanging] = useState<Group | null>(null)
  const list = unitWords(t)
  const groups = [...incident.groups].sort((a, b) => a.position - b.position)
  const latest = groups.find((g) => g.id === changing?.id)
  return (
    <Card title={t('incident.groups')}>
      {groups.length === 0 && <p className="console-soft">{t('incident.groupsNone')}</p>}
      <Collapse
        ghost
        size="small"
        items={groups.map((g) => ({
          // The button beside it is no part of what opens it.
          collapsible: 'header' as const,
          key: g.id,
          label: (
            <>
              <b>{named(g)}</b> <span className="console-soft">{list(g.leads)}</span>{' '}
              {g.dissolvedAt && t('incident.groupDissolved', { at: dateAndMinute(g.dissolvedAt) })}
            </>
          ),
          extra: may && !g.dissolvedAt && (
            <Button size="small" onClick={() => setChanging(g)}>
              {t('incident.groupChange')}
            </Button>
          ),
          children: (
            <dl className="incident-facts">
              <dt>{t('incident.groupLeads')}</dt>
              <dd>{list(g.leads)}</dd>
              <dt>{t('incident.groupMembers')}</dt>
              <dd>{list(g.members)}</dd>
              <dt>{g.article}</dt>
              <dd>{(language === 'en' && g.dutiesEn) || g.duties}</dd>
            </dl>
          ),
        }))}
      />
      {changing && latest && (
        <ActDialog
          title={named(changing)}
          latest={{ leads: latest.leads.join('\n'), members: latest.members.join('\n') }}
          fields={(['leads', 'members'] as const).map((name) => ({
            name,
            label: t(name === 'leads' ? 'incident.groupLeads' : 'incident.groupMembers'),
            kind: 'area',
            hint: t('incident.groupUnits'),
            initial: changing[name].join('\n'),
            required: name === 'leads',
          }))}
          submit={(act, v, seen) => {
            const lines = (text: unknown) =>
              String(text ?? '')
                .split('\n')
                .map((line) => line.trim())
                .filter((line) => line !== '')
            return act(ChangeGroupDocument, {
              group: changing.id,
              version: seen ? latest.version : changing.version,
              leads: lines(v.leads),
              members: lines(v.members),
            })
          }}
          onClose={() => setChanging(null)}
        />
      )}
    </Card>
  )
}

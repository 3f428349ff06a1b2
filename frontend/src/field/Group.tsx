import { useLanguage, useNamed, useTranslation } from '@/i18n'
import type { FieldIncident, FieldParts } from './documents'

interface Props {
  incident: FieldIncident | null
  parts: FieldParts | null
  group: string | null
  choose(id: string | null): void
}

/** The group that the person says they are in; only this phone knows, and the hub while it pushes to it. */
export function GroupScreen({ incident, parts, group, choose }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const english = useLanguage() === 'en'
  const groups = (parts?.groups ?? [])
    .filter((g) => !g.dissolvedAt)
    .toSorted((a, b) => a.position - b.position)
  const mine = groups.find((g) => g.id === group)
  const unit = (u: string) => (u.startsWith('@') ? t('field.group.toFill') : u)
  return (
    <>
      <h1>{t('field.group.title')}</h1>
      {!incident && <p className="field-empty">{t('field.noIncident')}</p>}
      {incident && groups.length === 0 && (
        <p className="field-empty">{parts ? t('field.group.none') : t('field.neverRead')}</p>
      )}
      {groups.length > 0 && (
        <label className="field-label">
          {t('field.group.choose')}
          <select value={mine?.id ?? ''} onChange={(e) => choose(e.target.value || null)}>
            <option value="">{t('field.group.notChosen')}</option>
            {groups.map((g) => (
              <option key={g.id} value={g.id}>
                {named(g)}
              </option>
            ))}
          </select>
        </label>
      )}
      {mine && (
        <section className="field-card">
          <h2>{named(mine)}</h2>
          <p className="field-soft">{t('field.group.chosen')}</p>
          <h3>{t('field.group.leads')}</h3>
          <p>{mine.leads.map(unit).join(' · ')}</p>
          <h3>{t('field.group.members')}</h3>
          <p>{mine.members.map(unit).join(' · ')}</p>
          <h3>{t('field.group.duties')}</h3>
          <p>{(english && mine.dutiesEn) || mine.duties}</p>
        </section>
      )}
    </>
  )
}

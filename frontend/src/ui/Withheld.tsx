import { useTranslation } from '@/i18n'
import type { people } from '@/i18n/people.zh'

export type Scope = keyof typeof people.scope

/** The plain name of a right. */
export function useScopeName(): (scope: string) => string {
  const { t } = useTranslation()
  return (scope) => t(`people.scope.${scope as Scope}`)
}

/** In the place of what the viewer may not see, so that nothing there is taken for calm. */
export function Withheld({ scope }: { scope: string }) {
  const { t } = useTranslation()
  const named = useScopeName()
  return (
    <div className="not-open" role="note">
      <strong>{t('people.withheld')}</strong>
      <span>{t('people.withheldWhy', { scope: named(scope) })}</span>
    </div>
  )
}

const kinds: Scope[] = ['delivery:read', 'equipment:read', 'tamper:read', 'spill:read']

/** Names the kinds of events that a viewer's list leaves out. */
export function WithheldKinds({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation()
  const named = useScopeName()
  const missing = kinds.filter((kind) => !scopes.includes(kind))
  if (missing.length === 0) return null
  return (
    <p className="withheld-kinds">
      {t('people.withheldKinds', { kinds: missing.map(named).join(t('people.listJoin')) })}
    </p>
  )
}

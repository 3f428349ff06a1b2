import { useContext } from 'react'
import { useHub } from '@/gql/hub'
import { useLanguage, useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { ViewerContext } from '../rights'
import type { Filter } from './filter'
import type { ListState } from './query'

interface Props {
  title: string
  filters: readonly Filter<never>[]
  state: ListState
  count: string
  at: number
}

/** The head of a list on paper: what it is, of which county, how filtered, when and by whom printed. */
export function Sheet({ title, filters, state, count, at }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { hub } = useHub()
  const viewer = useContext(ViewerContext)
  const said = filters.flatMap((f) => {
    const values = state.values[f.name]
    if (!values) return []
    const words = values.map((v) => (f.kind !== 'text' && f.options.find((o) => o.value === v)?.label) || v)
    const label = f.name === 'search' ? t('export.filter.search') : f.label
    return [`${label}${t('list.colon')}${words.join(t('people.listJoin'))}`]
  })
  return (
    <header className="list-sheet">
      <h1>
        {hub && (language === 'en' ? hub.countyNameEn : hub.countyName)} · {title}
        {hub?.exercise && <b>{t('incident.exercise')}</b>}
      </h1>
      <p>
        {t('list.sheet', { filters: said.join(t('list.semicolon')) || t('list.sheetAll'), count })}
        <br />
        {t('list.printed', { at: dateTime(at), by: viewer?.name ?? '' })}
      </p>
    </header>
  )
}

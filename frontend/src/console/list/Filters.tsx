import { Input, type InputRef, Segmented, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from '@/i18n'
import type { Filter } from './filter'
import { filtered, type ListState, MOST_LETTERS } from './query'
import { useListQuery } from './useListQuery'

interface Props {
  filters: readonly Filter<never>[]
  state: ListState
}

/** What a list is filtered by, each in its own form. */
export function Filters({ filters, state }: Props) {
  const { t } = useTranslation()
  const ask = useListQuery()
  return filters.map((f) => {
    const values = state.values[f.name] ?? []
    const set = (next: readonly string[]) => ask((query) => filtered(query, f, next))
    if (f.kind === 'text')
      return (
        <Text
          key={f.name}
          label={f.label}
          value={values[0] ?? ''}
          // A word is one step of the way back, not one for each letter.
          onChange={(text) => ask((query) => filtered(query, f, text ? [text] : []), values.length > 0)}
        />
      )
    if (f.kind === 'choice' && f.sideBySide)
      return (
        <Segmented
          key={f.name}
          aria-label={f.label}
          options={[...f.options]}
          value={values[0]}
          onChange={(value) => set([value])}
        />
      )
    const common = {
      className: 'list-choice',
      allowClear: !(f.kind === 'choice' && f.fallback !== undefined),
      showSearch: { optionFilterProp: 'label' },
      'aria-label': f.label,
      placeholder: f.label,
      options: [...f.options],
      popupMatchSelectWidth: false,
    }
    return f.kind === 'choice' ? (
      <Select<string>
        key={f.name}
        {...common}
        value={values[0] ?? null}
        onChange={(value?: string) => set(value === undefined ? [] : [value])}
      />
    ) : (
      <Select<string[]>
        key={f.name}
        {...common}
        mode="multiple"
        maxTagCount={1}
        maxTagPlaceholder={(rest) => t('list.more', { n: rest.length })}
        value={[...values]}
        onChange={set}
      />
    )
  })
}

const PAUSE_MS = 200

interface TextProps {
  label: string
  value: string
  onChange(text: string): void
}

/** A text, which is told when its writer pauses, and not in the midst of a Chinese word. */
function Text({ label, value, onChange }: TextProps) {
  const [typed, setTyped] = useState(value)
  const input = useRef<InputRef>(null)
  const composing = useRef(false)
  const told = useRef(onChange)
  told.current = onChange
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  useEffect(() => {
    if (waiting.current === undefined) setTyped(value) // the way back, a link, or all filters cleared
  }, [value])
  const later = (text: string) => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => {
      waiting.current = undefined
      told.current(text)
    }, PAUSE_MS)
  }
  return (
    <Input
      ref={input}
      className="list-text"
      data-list-text
      type="search"
      allowClear
      maxLength={MOST_LETTERS}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(e) => {
        setTyped(e.target.value)
        if (!composing.current) later(e.target.value)
      }}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(e) => {
        composing.current = false
        later(e.currentTarget.value)
      }}
      onKeyDown={(e) => {
        if (e.key === 'Escape' && !e.nativeEvent.isComposing) input.current?.blur()
      }}
    />
  )
}

import './palette.css'
import { useRouter } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useContext, useEffect, useRef, useState } from 'react'
import { useTranslation } from '@/i18n'
import { ViewerContext } from '../rights'
import type { Section } from '../sections'
import { type Entry, matching } from './match'
import { recentOf, remember } from './recent'
import { held, joined } from './rows'
import { Shortcuts } from './Shortcuts'
import { useEntries } from './useEntries'
import { useFound } from './useFound'
import { useHits, useKindsWithPage } from './useHits'
import { LONGEST, type Searched, useSearched } from './useSearched'
import { useShortcuts } from './useShortcuts'

const finds = ['Ctrl', 'K']

/** What the keyboard opens anywhere at the desk: the palette, the sheet of shortcuts; and a button for who has not met it. */
export function Palette({ open }: { open: readonly Section[] }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'palette' | 'shortcuts' | null>(null)
  useShortcuts(open, { find: () => setShown('palette'), explain: () => setShown('shortcuts') })
  const close = () => setShown(null)
  return (
    <>
      <div className="palette-open">
        <button type="button" onClick={() => setShown('palette')}>
          {t('palette.find')}
          {finds.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </button>
        <button type="button" onClick={() => setShown('shortcuts')} aria-label={t('palette.shortcuts')}>
          <kbd>?</kbd>
        </button>
      </div>
      {shown === 'palette' && <Finder open={open} onClose={close} />}
      {shown === 'shortcuts' && <Shortcuts open={open} onClose={close} />}
    </>
  )
}

function Finder({ open, onClose }: { open: readonly Section[]; onClose(): void }) {
  const { t } = useTranslation()
  const router = useRouter()
  const viewer = useContext(ViewerContext)?.name ?? ''
  const { found, reading, failed } = useFound()
  const entries = useEntries(open, found)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [recent] = useState(() => recentOf(viewer))
  const list = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const searched = useSearched(typed, useKindsWithPage(open))
  const hits = useHits(open, searched.hits)
  const read = useRef<string | null>(null)
  const shown = held(joined(matching(entries, typed, recent), hits), read.current, at)
  const chosen = Math.min(at, shown.length - 1)
  const row = shown[chosen]?.id ?? null

  // What was read and may be opened by the next key stays where it is. Before anything is typed that is no row yet.
  useEffect(() => {
    if (typed || at > 0) read.current = row
  }, [typed, at, row])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen moves into view
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen, typed])

  const run = (entry: Entry | undefined) => {
    if (!entry) return
    remember(viewer, entry.id)
    onClose()
    if (typeof entry.run === 'function') entry.run()
    else router.history.push(entry.run.href)
  }
  const choose = (to: number) => {
    read.current = shown[to]?.id ?? null
    setAt(to)
  }
  const move = (to: number) => choose(shown.length === 0 ? 0 : (to + shown.length) % shown.length)

  return (
    <Modal
      open
      title={t('palette.title')}
      footer={null}
      width={720}
      onCancel={onClose}
      style={{ top: 64 }}
      afterOpenChange={(shown) => shown && input.current?.focus()}
    >
      <input
        ref={input}
        className="palette-input"
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={shown[chosen] && `palette-${chosen}`}
        aria-label={t('palette.title')}
        placeholder={t('palette.hint')}
        maxLength={LONGEST}
        value={typed}
        onChange={(e) => {
          read.current = null
          setTyped(e.target.value)
          setAt(0)
        }}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return
          if (e.key === 'ArrowDown') move(chosen + 1)
          else if (e.key === 'ArrowUp') move(chosen - 1)
          else if (e.key === 'Enter') run(shown[chosen])
          else return
          e.preventDefault()
        }}
      />
      <div
        className="palette-list"
        id="palette-list"
        role="listbox"
        aria-label={t('palette.title')}
        ref={list}
      >
        {shown.map((entry, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's
          <div
            key={entry.id}
            id={`palette-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            data-entry={entry.id}
            onClick={() => run(entry)}
            onMouseMove={() => choose(i)}
          >
            <small>{t(`palette.kind.${entry.kind}`)}</small>
            <b>{entry.label}</b>
            <span>{entry.detail}</span>
            {typed === '' && recent.includes(entry.id) && <i>{t('palette.recent')}</i>}
          </div>
        ))}
      </div>
      <p className="palette-state" role="status">
        {t(`palette.${standing({ searched, failed, reading, any: shown.length > 0 })}`)}
      </p>
    </Modal>
  )
}

/** What the foot says: what is lacking before what is under way, that before what may be done. */
function standing(of: { searched: Searched; failed: boolean; reading: boolean; any: boolean }) {
  if (of.searched.standing === 'failed') return 'alone'
  if (of.failed) return 'failed'
  if (of.searched.standing === 'asking') return 'asking'
  if (of.reading) return 'reading'
  if (!of.any) return 'nothing'
  return of.searched.hasMore ? 'more' : 'bounds'
}

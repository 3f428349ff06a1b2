import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from '@/i18n'

interface Props {
  className: string
  /** Height of each row, in rem: set here, so that they are all alike. */
  rowRem: number
  rows: readonly { key: string; className?: string; row: ReactNode }[]
}

/** A list that shows the rows that fit whole, and counts the rest. */
export function Fitted({ className, rowRem, rows }: Props) {
  const { t } = useTranslation()
  const frame = useRef<HTMLOListElement>(null)
  const [room, setRoom] = useState(0)
  useLayoutEffect(() => {
    const list = frame.current
    if (!list) return
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setRoom(list.clientHeight / rem)
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(list)
    return () => resized.disconnect()
  }, [])
  const all = rows.length * rowRem <= room
  const shown = all ? rows.length : Math.max(0, Math.floor((room - MORE_REM) / rowRem))
  return (
    <ol className={`fitted ${className}`} ref={frame}>
      {rows.slice(0, shown).map(({ key, className: of = '', row }) => (
        <li key={key} className={of} style={{ height: `${rowRem}rem` }}>
          {row}
        </li>
      ))}
      {!all && <li className="more">{t('wallIncident.more', { n: rows.length - shown })}</li>}
    </ol>
  )
}

/** Height of the line that counts the rest. */
const MORE_REM = 1.75

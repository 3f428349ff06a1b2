import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from '@/i18n'
import type { MapRows } from './layers'
import type { MapFace } from './layers/layer'
import { legendOf } from './layers/legend'

interface Props {
  face: MapFace
  rows: MapRows
  /** Told how high it stands, px: it has a place of its own below the map and covers nothing of it. */
  onHeight(px: number): void
}

/** Names the shapes on a map, so that none is told by its colour alone. */
export function MapLegend({ face, rows, onHeight }: Props) {
  const { t } = useTranslation()
  const entries = legendOf(face, rows)
  const list = useRef<HTMLUListElement>(null)
  const empty = entries.length === 0
  useLayoutEffect(() => {
    if (empty || !list.current) return onHeight(0)
    const legend = list.current
    const resized = new ResizeObserver(() => onHeight(legend.offsetHeight))
    resized.observe(legend)
    return () => resized.disconnect()
  }, [empty, onHeight])
  if (empty) return null
  return (
    <ul className="map-legend" ref={list} aria-label={t('map.legendTitle')}>
      {entries.map(({ word, Shape }) => (
        <li key={word}>
          <Shape />
          {t(`map.legend.${word}`)}
        </li>
      ))}
    </ul>
  )
}

import { useTranslation } from '@/i18n'
import type { MapRows } from './layers'
import type { MapFace } from './layers/layer'
import { legendOf } from './layers/legend'

/** Names the shapes on a map, so that none is told by its colour alone. */
export function MapLegend({ face, rows }: { face: MapFace; rows: MapRows }) {
  const { t } = useTranslation()
  const entries = legendOf(face, rows)
  if (entries.length === 0) return null
  return (
    <ul className="map-legend" aria-label={t('map.legendTitle')}>
      {entries.map(({ word, Shape }) => (
        <li key={word}>
          <Shape />
          {t(`map.legend.${word}`)}
        </li>
      ))}
    </ul>
  )
}

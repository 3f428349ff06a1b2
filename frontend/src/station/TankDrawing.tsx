import { useId } from 'react'
import { useTranslation } from '@/i18n'

interface Props {
  product: string
  /** Litres. */
  capacity: number
  unusableBottom: number
  /** Litres of product, without water; null where nothing is known. */
  volume: number | null
  /** Litres of water below the product. */
  water: number
  /** What the picture says in words. */
  label: string
}

const WIDTH = 150
const HEIGHT = 210
const RIM = 14
/** The scale begins at the lowest point of the drawing: a little water is drawn as little. */
const FLOOR = 3

/**
 * A standing cylinder whose filled part is the filled part of the volume (not
 * of the lying tank's height, which would mislead the eye): water below, then
 * product; the dashed line is where pumps reach no further.
 */
export function TankDrawing({ product, capacity, unusableBottom, volume, water, label }: Props) {
  const { t } = useTranslation()
  const clip = useId()
  const inner = HEIGHT - RIM - FLOOR
  const y = (litres: number) => HEIGHT - FLOOR - Math.min(1, Math.max(0, litres / capacity)) * inner
  const top = y((volume ?? 0) + water)
  const waterTop = y(water)
  const colour = `var(--product-${product}, var(--accent))`
  const ellipse = (cy: number, fill: string, opacity = 1) => (
    <ellipse cx={WIDTH / 2} cy={cy} rx={WIDTH / 2 - 2} ry={RIM - 2} fill={fill} opacity={opacity} />
  )
  return (
    <svg className="tank-drawing" viewBox={`0 0 ${WIDTH + 62} ${HEIGHT}`} role="img">
      <title>{label}</title>
      <clipPath id={clip}>
        <path
          d={`M2 ${RIM} V${HEIGHT - RIM} A${WIDTH / 2 - 2} ${RIM - 2} 0 0 0 ${WIDTH - 2} ${HEIGHT - RIM} V${RIM} A${WIDTH / 2 - 2} ${RIM - 2} 0 0 0 2 ${RIM}`}
        />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <rect width={WIDTH} height={HEIGHT} fill="var(--surface-raised)" />
        {volume !== null && (
          <>
            <rect y={top} width={WIDTH} height={HEIGHT - top} fill={colour} opacity={0.85} />
            {water > 0 && <rect y={waterTop} width={WIDTH} height={HEIGHT - waterTop} fill="var(--water)" />}
            {ellipse(top, 'white', 0.25)}
          </>
        )}
      </g>
      <path
        d={`M2 ${RIM} V${HEIGHT - RIM} A${WIDTH / 2 - 2} ${RIM - 2} 0 0 0 ${WIDTH - 2} ${HEIGHT - RIM} V${RIM}`}
        fill="none"
        stroke="var(--text-faint)"
        strokeWidth="2.5"
      />
      <ellipse
        cx={WIDTH / 2}
        cy={RIM}
        rx={WIDTH / 2 - 2}
        ry={RIM - 2}
        fill="none"
        stroke="var(--text-faint)"
        strokeWidth="2.5"
      />
      <line
        x1="0"
        x2={WIDTH + 6}
        y1={y(unusableBottom + water)}
        y2={y(unusableBottom + water)}
        stroke="var(--alarm)"
        strokeWidth="2"
        strokeDasharray="6 4"
      />
      <text
        x={WIDTH + 8}
        y={Math.min(HEIGHT - 4, y(unusableBottom + water) + 4)}
        fill="var(--text-soft)"
        fontSize="14"
      >
        {t('tank.bottom')}
      </text>
      {[0.25, 0.5, 0.75].map((p) => (
        <g key={p}>
          <line
            x1={WIDTH - 12}
            x2={WIDTH - 2}
            y1={y(p * capacity)}
            y2={y(p * capacity)}
            stroke="var(--text-faint)"
          />
          <text x={WIDTH + 4} y={y(p * capacity) + 4} fill="var(--text-faint)" fontSize="14">
            {100 * p}%
          </text>
        </g>
      ))}
    </svg>
  )
}

import type { Map as GlMap } from 'maplibre-gl'
import type { Mark } from '@/live/staleness'
import type { Paint } from './layers/layer'

const SIDE = 48

type Draw = (c: CanvasRenderingContext2D) => void

const disc: Draw = (c) => {
  c.arc(24, 24, 15, 0, 2 * Math.PI)
  c.fill()
}
const triangle: Draw = (c) => {
  c.moveTo(24, 4)
  c.lineTo(45, 42)
  c.lineTo(3, 42)
  c.closePath()
  c.fill()
}
const ring: Draw = (c) => {
  c.arc(24, 24, 13, 0, 2 * Math.PI)
  c.lineWidth = 6
  c.stroke()
}
const bar: Draw = (c) => {
  c.rect(8, 19, 32, 10)
  c.fill()
}
const diamond: Draw = (c) => {
  c.moveTo(24, 7)
  c.lineTo(41, 24)
  c.lineTo(24, 41)
  c.lineTo(7, 24)
  c.closePath()
  c.lineWidth = 5
  c.stroke()
}

const drawings: Record<Mark, Draw> = {
  live: disc,
  stale: triangle,
  never: ring,
  unknown: ring,
  idle: bar,
  withheld: diamond,
}
const colours: Partial<Record<Mark, string>> = { unknown: 'never', withheld: 'accent' }

/** Adds one picture per state, in the colours of the tokens: colour and shape say the same. */
export function addShapes(map: GlMap, { colour: token }: Paint): void {
  for (const [mark, draw] of Object.entries(drawings)) {
    const canvas = document.createElement('canvas')
    canvas.width = SIDE
    canvas.height = SIDE
    const c = canvas.getContext('2d')
    if (!c) continue
    const colour = token(colours[mark as Mark] ?? mark)
    c.fillStyle = colour
    c.strokeStyle = colour
    c.shadowColor = token('ground')
    c.shadowBlur = 4
    c.beginPath()
    draw(c)
    map.addImage(mark, c.getImageData(0, 0, SIDE, SIDE), { pixelRatio: 2 })
  }
}

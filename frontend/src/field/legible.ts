/** A name on a drawing, centred above its foot at x, y. */
export interface Label {
  key: string
  text: string
  x: number
  y: number
}

const WIDE = /[\u2e80-\uffef]/g

/** About how wide a text is, where Latin letters take a little more than half of what a Chinese one does. */
const widthOf = (text: string, size: number): number => {
  const wide = text.match(WIDE)?.length ?? 0
  return size * (wide + 0.58 * (text.length - wide))
}

/** The names that can be read at this size: the first of those that would lie over each other. */
export function legible(labels: readonly Label[], size: number): Label[] {
  const over = (a: Label, b: Label) =>
    Math.abs(a.y - b.y) < size * 1.1 &&
    Math.abs(a.x - b.x) < (widthOf(a.text, size) + widthOf(b.text, size)) / 2
  const kept: Label[] = []
  for (const label of labels) if (!kept.some((k) => over(k, label))) kept.push(label)
  return kept
}

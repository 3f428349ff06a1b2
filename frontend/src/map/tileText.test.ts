import { describe, expect, it } from 'vitest'
import { textIn } from './tileText'

const field = (number: number, bytes: readonly number[]) => [number * 8 + 2, bytes.length, ...bytes]
const utf8 = (text: string) => [...new TextEncoder().encode(text)]

describe('the text in a vector tile', () => {
  it('is that of its values, and not of its keys or geometry', () => {
    const layer = [
      ...field(1, utf8('places')),
      ...field(2, [0x18, 3, ...field(4, [9, 50, 34])]),
      ...field(3, utf8('name')),
      ...field(4, field(1, utf8('㙦里'))),
      ...field(4, [0x19, 1, 2, 3, 4, 5, 6, 7, 8]), // a double
      ...field(4, [0x15, 1, 2, 3, 4]), // a float
      ...field(4, field(1, utf8('礼义'))),
      ...[0x78, 2],
    ]
    expect(textIn(new Uint8Array(field(3, layer)))).toBe('㙦里礼义')
  })
  it('is nothing in what is no tile', () => {
    expect(textIn(new Uint8Array())).toBe('')
    expect(textIn(new Uint8Array([255, 255, 255, 255, 7, 3]))).toBe('')
  })
})

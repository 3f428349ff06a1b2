/**
 * The strings in a vector tile (MVT): a label whose font slice comes after it is drawn
 * stays tofu, so that they are wanted before. Of the protobuf, only what leads to them
 * is read: layers (3), their values (4), of these the strings (1).
 */
export function textIn(tile: Uint8Array): string {
  const decoder = new TextDecoder()
  const found: string[] = []
  for (const layer of fields(tile, 3))
    for (const value of fields(layer, 4))
      for (const text of fields(value, 1)) found.push(decoder.decode(text))
  return found.join('')
}

const LENGTH_DELIMITED = 2
/** Bytes of a number of a fixed length, by its wire type. */
const FIXED: Record<number, number> = { 1: 8, 5: 4 }

/** The fields of a message that have a length and this number; what is broken ends it. */
function* fields(message: Uint8Array, wanted: number): Generator<Uint8Array> {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let shift = 0; at < message.length; shift += 7) {
      const byte = message[at++] ?? 0
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) break
    }
    return value
  }
  while (at < message.length) {
    const key = varint()
    const type = key % 8
    if (type === LENGTH_DELIMITED) {
      const length = varint()
      if (Math.floor(key / 8) === wanted) yield message.subarray(at, at + length)
      at += length
    } else if (type === 0) varint()
    else at += FIXED[type] ?? message.length
  }
}

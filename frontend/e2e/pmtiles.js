// Writes files of tiles (PMTiles, version 3) of which every tile is the same, pictures
// of one colour, and vector tiles after Protomaps' schema.
import { Buffer } from 'node:buffer'
import { writeFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'

const varint = (n) => (n < 0x80 ? [n] : [(n % 128) | 0x80, ...varint(Math.floor(n / 128))])
const bytes = (field, content) => [field * 8 + 2, ...varint(content.length), ...content]
const number = (field, n) => [field * 8, ...varint(n)]
const utf8 = (text) => [...Buffer.from(text)]
const zigzag = (n) => varint(n < 0 ? -n * 2 - 1 : n * 2)

/** A picture of one colour, 256 px square. */
export function png(red, green, blue) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crc32(body), body.length + 4)
    return out
  }
  const head = Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0])
  const row = Buffer.from([0, ...Array.from({ length: 256 }, () => [red, green, blue]).flat()])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array(256).fill(row)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A layer of a vector tile with one feature; `path` are absolute points of its 4096. */
function layer(name, type, path, properties) {
  const keys = Object.keys(properties)
  let [x, y] = [0, 0]
  const step = ([toX, toY]) => {
    const by = [...zigzag(toX - x), ...zigzag(toY - y)]
    ;[x, y] = [toX, toY]
    return by
  }
  const [first, ...rest] = path
  const geometry = [...varint(9), ...step(first)]
  if (rest.length > 0) geometry.push(...varint((rest.length << 3) | 2), ...rest.flatMap(step))
  if (type === 3) geometry.push(15)
  const feature = [...bytes(2, keys.flatMap((_, n) => [n, n])), ...number(3, type), ...bytes(4, geometry)]
  return bytes(3, [
    ...bytes(1, utf8(name)),
    ...bytes(2, feature),
    ...keys.flatMap((key) => bytes(3, utf8(key))),
    ...Object.values(properties).flatMap((value) => bytes(4, bytes(1, utf8(value)))),
    ...number(5, 4096),
    ...number(15, 2),
  ])
}

/** A tile of land with a lake, a road through it, and a village of a rare name. */
export const village = (name) =>
  Buffer.from([
    ...layer('earth', 3, [[0, 0], [4096, 0], [4096, 4096], [0, 4096]], { kind: 'earth' }),
    ...layer('water', 3, [[0, 0], [4096, 0], [4096, 1800], [0, 1800]], { kind: 'lake' }),
    ...layer('roads', 2, [[0, 2600], [4096, 2600]], { kind: 'highway', name: '省道' }),
    ...layer('places', 1, [[2048, 3300]], { kind: 'locality', name, 'name:en': 'Village' }),
  ])

const DEEPEST = 14

/** Writes a file whose every tile down to zoom 14 is this one; kind 1 is MVT, 2 PNG. */
export async function writeArchive(file, kind, tile, metadata) {
  const tiles = (4 ** (DEEPEST + 1) - 1) / 3
  // One entry: from tile 0 on, so many, of this length, at offset 0 (which is written plus 1).
  const root = Buffer.from([1, 0, ...varint(tiles), ...varint(tile.length), 1])
  const words = Buffer.from(JSON.stringify(metadata))
  const head = Buffer.alloc(127)
  head.write('PMTiles')
  head[7] = 3
  const places = [127, root.length, 127 + root.length, words.length, 0, 0, 127 + root.length + words.length, tile.length, tiles, 1, 1]
  places.forEach((value, n) => {
    head.writeBigUInt64LE(BigInt(value), 8 + 8 * n)
  })
  head.set([1, 1, 1, kind, 0, DEEPEST], 96) // clustered, nothing compressed
  for (const [n, degrees] of [-180, -85, 180, 85].entries()) head.writeInt32LE(degrees * 1e7, 102 + 4 * n)
  await writeFile(file, Buffer.concat([head, root, words, tile]))
}

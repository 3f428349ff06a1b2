import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const open = (path: string): Buffer => readFileSync(`public${path}`)
/** Width and height of a PNG, as its header says (ISO/IEC 15948, 11.2.2). */
const sizeOf = (png: Buffer) => {
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`
}

describe('the manifest', () => {
  const manifest = JSON.parse(open('/field.webmanifest').toString())

  it('says what browsers ask before they offer the home screen', () => {
    expect(manifest).toMatchObject({
      id: '/field',
      start_url: '/field',
      scope: '/field',
      display: 'standalone',
      lang: 'zh-CN',
    })
    expect(manifest.name).toBeTruthy()
    expect([...manifest.short_name].length).toBeLessThanOrEqual(12)
    for (const colour of [manifest.background_color, manifest.theme_color])
      expect(colour).toMatch(/^#[\da-f]{6}$/)
  })

  it('names icons that are there, of the size that it says', () => {
    for (const icon of manifest.icons) expect(sizeOf(open(icon.src)), icon.src).toBe(icon.sizes)
    const plain = manifest.icons
      .filter((i: { purpose?: string }) => !i.purpose)
      .map((i: { sizes: string }) => i.sizes)
    expect(plain).toEqual(['192x192', '512x512'])
    expect(manifest.icons.some((i: { purpose?: string }) => i.purpose === 'maskable')).toBe(true)
    expect(sizeOf(open('/field-180.png'))).toBe('180x180')
  })
})

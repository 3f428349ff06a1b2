import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'

const faces = ['wall', 'station', 'console', 'partner', 'enrol', 'field', 'help']
const sources = Object.entries(
  import.meta.glob<string>(['/src/*/**/*.{ts,tsx,css}', '!/src/gql/generated/**'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

/** The folder of src that a path lies in, as wall. */
const folderOf = (path: string): string => path.split('/')[2] ?? ''

/** The folders of src that a file imports from. */
const imports = (file: string, source: string): string[] =>
  [...source.matchAll(/(?:from|import|import\()\s*['"]((?:@\/|\.)[^'"]*)['"]/g)].map(([, path = '']) =>
    folderOf(path.startsWith('@/') ? `/src/${path.slice(2)}` : posix.join(posix.dirname(file), path)),
  )

describe('the layout of src', () => {
  it('is looked at', () => expect(sources.length).toBeGreaterThan(30))

  it('lets no face import another, and no shared folder a face', () => {
    const broken = sources.flatMap(([file, source]) =>
      imports(file, source)
        .filter((folder) => faces.includes(folder) && folder !== folderOf(file))
        .map((folder) => `${file} imports ${folder}`),
    )
    expect(broken).toEqual([])
  })
})

describe('the colours of src', () => {
  it('stand in one file', () => {
    const literal = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/i
    const elsewhere = sources
      .filter(([file]) => file.endsWith('.css') && !file.endsWith('/tokens.css'))
      .flatMap(([file, source]) =>
        source
          .split('\n')
          .flatMap((line, i) => (literal.test(line) ? [`${file}:${i + 1} ${line.trim()}`] : [])),
      )
    expect(elsewhere).toEqual([])
  })
})

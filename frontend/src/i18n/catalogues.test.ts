import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import en from './en'
import zh from './zh'

type Catalogue = { [key: string]: string | Catalogue }

/** Every text by its dotted key. */
function texts(catalogue: Catalogue, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') found.set(path + key, value)
    else for (const [k, v] of texts(value, `${path}${key}.`)) found.set(k, v)
  }
  return found
}

const chinese = texts(zh as Catalogue)
const english = texts(en as Catalogue)
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort()

const HAN = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]|[\u{20000}-\u{323af}]/u
const sources = Object.entries(
  import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/{i18n,gql/generated}/**', '!/src/**/*.test.*'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

type Kind = (node: ts.Node) => node is ts.Node & { text: string }

/** The texts of all nodes of a kind; comments are none. */
function textsOf(file: string, source: string, isKind: Kind): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (isKind(node)) found.push(node.text.trim())
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true))
  return found
}

const isLiteral: Kind = (node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) ||
  ts.isJsxText(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node)

const seen = (isKind: Kind, pattern: RegExp): string[] =>
  sources.flatMap(([file, source]) =>
    textsOf(file, source, isKind)
      .filter((text) => pattern.test(text))
      .map((text) => `${file}: ${text}`),
  )

describe('the catalogues', () => {
  it('have the same keys in Chinese and English', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  it('have no empty text', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('take the same values in both languages', () => {
    const different = [...chinese].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    )
    expect(different).toEqual([])
  })
})

describe('the sources', () => {
  it('are found', () => expect(sources.length).toBeGreaterThan(30))

  it('hold no Chinese outside the catalogues', () => expect(seen(isLiteral, HAN)).toEqual([]), 30_000)

  it(
    'hold no words between tags outside the catalogues',
    () => expect(seen(ts.isJsxText, /[A-Za-z]{2,}/)).toEqual([]),
    30_000,
  )
})

import { expect, it } from 'vitest'
import { legible } from './legible'

const at = (text: string, x: number, y: number) => ({ key: text, text, x, y })
const kept = (...labels: ReturnType<typeof at>[]) => legible(labels, 10).map((l) => l.text)

it.each([
  ['one beside the other', [at('东镇', 0, 0), at('西镇', 21, 0)], ['东镇', '西镇']],
  ['the first of two that touch', [at('东镇', 0, 0), at('西镇', 19, 0)], ['东镇']],
  ['one above the other', [at('东镇', 0, 0), at('西镇', 0, 12)], ['东镇', '西镇']],
  ['Latin letters, which take less', [at('abc', 0, 0), at('def', 18, 0)], ['abc', 'def']],
  [
    'one that touched a name left out',
    [at('东镇', 0, 0), at('西镇', 15, 0), at('南镇', 30, 0)],
    ['东镇', '南镇'],
  ],
])('keeps %s', (_, labels, want) => expect(kept(...labels)).toEqual(want))

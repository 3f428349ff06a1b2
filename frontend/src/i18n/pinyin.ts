/** The first character, in the order of pinyin, of each letter that a syllable begins with. */
const first = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'
const letters = 'abcdefghjklmnopqrstwxyz'
const order = new Intl.Collator('zh-CN-u-co-pinyin')
const known = new Map<string, string>()

/** The letter by which the pinyin of a character begins; of anything else, itself. */
function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character
  let letter = known.get(character)
  if (letter !== undefined) return letter
  letter = ''
  for (const [i, from] of [...first].entries()) {
    if (order.compare(from, character) > 0) break
    letter = letters[i] ?? ''
  }
  known.set(character, letter)
  return letter
}

/** The text with each Chinese character as the initial of its pinyin: 加油站 as jyz. */
export const initials = (text: string): string => [...text].map(initialOf).join('').toLowerCase()

import type { TFunction } from 'i18next'
import { useTranslation } from '@/i18n'
import type { incident as catalogue } from '@/i18n/incident.zh'
import { dateAndMinute } from '@/ui/format'

/** Fen of a loss as ten thousands of yuan, in which losses are told here. */
export const tenThousands = (fen: number): string => String(Math.round(fen / 10_000) / 100)

/** A loss in words: Chinese counts ten thousands of yuan, English yuan. */
export const lossOf = (t: TFunction, fen: number): string => {
  const n = Math.round((100 * fen) / Number(t('incident.lossFen'))) / 100
  return t('incident.lossValue', { n: n.toLocaleString('en-US') })
}

const known = <T extends object>(catalogue: T, key: string): string | undefined =>
  Object.hasOwn(catalogue, key) ? String(catalogue[key as keyof T]) : undefined

/** Says in the reader's language what the rules and the clocks give as reasons. */
export function useReasonWords() {
  const { t } = useTranslation()
  return reasonWords(t)
}

/** The same in the language of a translation, for what is printed. */
export function reasonWords(t: TFunction) {
  const reasons = t('incident.reasons', { returnObjects: true }) as typeof catalogue.reasons
  const limbs = t('incident.limb', { returnObjects: true }) as typeof catalogue.limb
  const grades = t('incident.grade', { returnObjects: true }) as typeof catalogue.grade
  const limb = (name: string) => known(limbs, name) ?? name

  const reason = (text: string): string => {
    const reached = /^(.+) (\d+) ≥ (\d+)$/.exec(text)
    if (reached) {
      const [, name = '', n = '', floor = ''] = reached
      const loss = name.includes('fen')
      const told = (figure: string) => (loss ? lossOf(t, Number(figure)) : figure)
      if (loss && floor === '1') return `${limb(name)} ${told(n)}` // any loss at all
      return t('incident.limbReached', { limb: limb(name), n: told(n), floor: told(floor) })
    }
    const maybe = /^(.+) (\d+) to (\d+) by trapped or missing people$/.exec(text)
    if (maybe) {
      const [, name = '', n = '', most = ''] = maybe
      return t('incident.limbMaybe', { limb: limb(name), n, most })
    }
    const unknown = /^(.+) unknown$/.exec(text)
    if (unknown && !known(reasons, text)) return t('incident.limbUnknown', { limb: limb(unknown[1] ?? '') })
    return known(reasons, text) ?? text
  }

  /** One part of a cause, as "graded LARGER: deaths 4 ≥ 3, §1.5.3". */
  const part = (text: string): string => {
    const graded = /^graded ([A-Z_]+)( by a person)?(?:: (.*))?$/s.exec(text)
    if (graded) {
      const [, grade = '', byPerson, rest = ''] = graded
      const head = t('incident.gradedAs', { grade: known(grades, grade) ?? grade })
      if (byPerson) return `${head} · ${t('incident.gradedByPerson', { reason: rest })}`
      return rest ? `${head} · ${part(rest)}` : head
    }
    const after = /^after the report of (.+)$/.exec(text)
    if (after) return t('incident.afterReport', { at: dateAndMinute(after[1] ?? '') })
    const set = /^the time of the event was set to (.+)$/.exec(text)
    if (set) return t('incident.timeSet', { at: dateAndMinute(set[1] ?? '') })
    const rejected = /^rejected: (.*)$/s.exec(text)
    if (rejected) return t('incident.rejectedBecause', { reason: rejected[1] ?? '' })
    const withArticle = /^(.+), (§[\d.()]+)$/.exec(text)
    if (withArticle) return reason(withArticle[1] ?? '') + t('incident.article', { article: withArticle[2] })
    return reason(text)
  }
  const cause = (text: string): string =>
    text.startsWith('graded') && text.includes(' by a person')
      ? part(text)
      : text.split('; ').map(part).join(' · ')

  return { reason, cause, limb }
}

/** Says where word of something came from, where the hub itself wrote it down; people's own words stay. */
export function sourceWords(t: TFunction) {
  const kinds = t('event.kind', { returnObjects: true }) as Record<string, string>
  return (source: string): string => {
    const scene = /^scene report: (.+)$/s.exec(source)
    if (scene) return t('incident.sourceScene', { by: scene[1] })
    const station = /^station (\S+): (.+)$/s.exec(source)
    if (!station) return source
    const [, code, what = ''] = station
    return t('incident.sourceStation', { code, what: known(kinds, what) ?? what })
  }
}

/** Says units of a group; one that begins with @ is a place that is still to be filled. */
export function unitWords(t: TFunction) {
  const fillers = t('incident.filler', { returnObjects: true }) as typeof catalogue.filler
  const unit = (name: string) =>
    name
      .split(' ')
      .map((word) => {
        const filler = word.startsWith('@') ? known(fillers, word.slice(1)) : undefined
        return filler ? t('incident.toFill', { what: filler }) : word
      })
      .join(' ')
  return (units: readonly string[]) => units.map(unit).join(t('people.listJoin'))
}

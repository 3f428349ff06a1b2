import i18next from 'i18next'
import { useContext } from 'react'
import { chooseLanguage, useLanguage, useNamed, useTranslation } from '@/i18n'
import { useSignOut } from '@/ui/SignOut'
import { ViewerContext } from '../rights'
import type { Section } from '../sections'
import { path, quoted, useEntryOf } from './entry'
import type { Entry } from './match'
import type { Found } from './useFound'

const zh = i18next.getFixedT('zh-CN')
const en = i18next.getFixedT('en')
type Guide = Record<string, string | { title?: string; text?: string }>

/** All that the palette offers whoever is at the desk. */
export function useEntries(open: readonly Section[], found: Found): readonly Entry[] {
  const { t } = useTranslation()
  const named = useNamed()
  const of = useEntryOf()
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'
  const scopes = useContext(ViewerContext)?.scopes ?? []
  const signOut = useSignOut()
  const may = (scope: string) => scopes.includes(scope)
  const act = (
    name: 'report' | 'handover' | 'language' | 'help' | 'wall' | 'signOut',
    run: Entry['run'],
  ) => ({
    id: `act:${name}`,
    kind: 'act' as const,
    label: t(`palette.act.${name}`),
    words: [zh(`palette.act.${name}`), en(`palette.act.${name}`)],
    run,
  })
  const guide = t('help', { returnObjects: true }) as unknown as Guide

  return [
    ...(may('incident:write') ? [act('report', { href: path('incidents', { act: 'report' }) })] : []),
    ...(may('duty:write') ? [act('handover', { href: path('duty', { act: 'handover' }) })] : []),
    act('language', () => chooseLanguage(other)),
    act('wall', { href: '/wall' }),
    act('help', { href: '/help' }),
    act('signOut', signOut),
    ...open.map(
      (s): Entry => ({
        id: `section:${s}`,
        kind: 'section',
        label: t(`console.section.${s}`),
        words: [zh(`console.section.${s}`), en(`console.section.${s}`)],
        run: { href: path(s) },
      }),
    ),
    ...found.incidents.map(of.incident),
    ...found.withTasks.flatMap((i) =>
      i.tasks.filter((task) => task.state !== 'DONE').map((task) => of.task(task, i)),
    ),
    ...found.stations.map((s) => of.station(s, s.area)),
    ...(open.includes('stations') ? found.areas : []).map(
      (a): Entry => ({
        id: `area:${a.code}`,
        kind: 'area',
        label: named(a),
        detail: t('palette.stationsThere'),
        words: [a.code, a.name, a.nameEn],
        run: { href: path('stations', a.kind === 'COUNTY' ? {} : { area: quoted(a.code) }) },
      }),
    ),
    ...found.units.map((u) => of.unit(u.organisation, u.contacts)),
    ...found.people.map(of.person),
    ...Object.entries(guide).flatMap(([chapter, its]): Entry[] =>
      typeof its === 'object' && its.title && its.text
        ? [
            {
              id: `help:${chapter}`,
              kind: 'help',
              label: its.title,
              words: [
                zh(`help.${chapter}.title` as 'help.title'),
                en(`help.${chapter}.title` as 'help.title'),
              ],
              run: { href: `/help#${chapter}` },
            },
          ]
        : [],
    ),
  ]
}

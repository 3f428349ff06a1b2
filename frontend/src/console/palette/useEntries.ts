import i18next from 'i18next'
import { useContext } from 'react'
import { chooseLanguage, useLanguage, useNamed, useTranslation } from '@/i18n'
import { useSignOut } from '@/ui/SignOut'
import { ViewerContext } from '../rights'
import type { Section } from '../sections'
import type { Entry } from './match'
import type { Found } from './useFound'

const zh = i18next.getFixedT('zh-CN')
const en = i18next.getFixedT('en')
const path = (section: Section, search: Record<string, string> = {}) => {
  const asked = new URLSearchParams(search).toString()
  return `/console/${section}${asked && `?${asked}`}`
}
/** A text for a URL whose values are read as JSON where they are that. */
const quoted = (text: string) => JSON.stringify(text)

type Guide = Record<string, string | { title?: string; text?: string }>

/** All that the palette offers whoever is at the desk. */
export function useEntries(open: readonly Section[], found: Found): readonly Entry[] {
  const { t } = useTranslation()
  const named = useNamed()
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
    ...found.incidents.map(
      (i): Entry => ({
        id: `incident:${i.id}`,
        kind: 'incident',
        label: i.title,
        detail: [
          i.number,
          i.station ? named(i.station) : i.area && named(i.area),
          t(`incident.stage.${i.stage}`),
        ]
          .filter(Boolean)
          .join(' · '),
        words: [
          i.number,
          i.address,
          i.station?.code ?? '',
          i.station?.name ?? '',
          i.station?.nameEn ?? '',
          i.area?.name ?? '',
          i.area?.nameEn ?? '',
        ],
        run: { href: `/console/incidents/${i.id}` },
      }),
    ),
    ...found.withTasks.flatMap((i) =>
      i.tasks
        .filter((task) => task.state !== 'DONE')
        .map(
          (task): Entry => ({
            id: `task:${task.id}`,
            kind: 'task',
            label: (other === 'zh-CN' && task.textEn) || task.text,
            detail: [task.owner, i.title].filter(Boolean).join(' · '),
            words: [task.text, task.textEn],
            run: { href: `/console/incidents/${i.id}` },
          }),
        ),
    ),
    ...found.stations.map(
      (s): Entry => ({
        id: `station:${s.code}`,
        kind: 'station',
        label: named(s),
        detail: `${s.code} · ${named(s.area)}`,
        words: [s.code, s.name, s.nameEn, s.area.name, s.area.nameEn],
        run: { href: `/station/${s.code}` },
      }),
    ),
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
    ...found.units.flatMap((u) => [
      {
        id: `contact:${u.organisation.code}`,
        kind: 'contact' as const,
        label: named(u.organisation),
        detail: u.contacts
          .map((c) => c.name)
          .filter(Boolean)
          .join(t('people.listJoin')),
        words: [u.organisation.code, u.organisation.name, u.organisation.nameEn],
        run: { href: path('contacts', { search: quoted(u.organisation.code) }) },
      },
    ]),
    ...found.people.map(
      (p): Entry => ({
        id: `person:${p.id}`,
        kind: 'person',
        label: p.displayName || p.name,
        detail: p.name,
        words: [p.name],
        run: { href: path('people', { search: quoted(p.name) }) },
      }),
    ),
    ...Object.entries(guide).flatMap(([chapter, of]): Entry[] =>
      typeof of === 'object' && of.title && of.text
        ? [
            {
              id: `help:${chapter}`,
              kind: 'help',
              label: of.title,
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

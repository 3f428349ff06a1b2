import { useLanguage, useNamed, useTranslation } from '@/i18n'
import type { Section } from '../sections'
import type { Entry } from './match'

interface Named {
  name: string
  nameEn: string
}
interface Coded extends Named {
  code: string
}

export const path = (section: Section, search: Record<string, string> = {}) => {
  const asked = new URLSearchParams(search).toString()
  return `/console/${section}${asked && `?${asked}`}`
}
/** A text for a URL whose values are read as JSON where they are that. */
export const quoted = (text: string) => JSON.stringify(text)

const together = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join(' · ')

/** The entries of what the hub holds, whether this page has loaded it or the hub found it. */
export function useEntryOf() {
  const { t } = useTranslation()
  const named = useNamed()
  const english = useLanguage() === 'en'
  return {
    incident: (i: {
      id: string
      number: string
      title: string
      address: string
      stage: 'REPORTED' | 'RESPONDING' | 'TERMINATED' | 'AFTERMATH' | 'CLOSED' | 'REJECTED'
      area?: Named | null
      station?: Coded | null
    }): Entry => ({
      id: `incident:${i.id}`,
      kind: 'incident',
      label: i.title,
      detail: together(
        i.number,
        i.station ? named(i.station) : i.area && named(i.area),
        t(`incident.stage.${i.stage}`),
      ),
      words: [i.number, i.address, ...wordsOf(i.station), ...wordsOf(i.area)],
      run: { href: `/console/incidents/${i.id}` },
    }),
    report: (r: {
      id: string
      reportKind: 'FIRST' | 'FOLLOW_UP' | 'FINAL'
      reportNumber: number
      incident: { number: string; title: string }
    }): Entry => ({
      id: `report:${r.id}`,
      kind: 'report',
      label: `${r.incident.number}-${r.reportNumber}`,
      detail: together(t(`incident.report.${r.reportKind}`), r.incident.title),
      words: [],
      run: { href: `/console/reports/${r.id}` },
    }),
    task: (
      task: { id: string; text: string; textEn: string; owner: string },
      of: { id: string; title: string },
    ): Entry => ({
      id: `task:${task.id}`,
      kind: 'task',
      label: (english && task.textEn) || task.text,
      detail: together(task.owner, of.title),
      words: [task.text, task.textEn],
      run: { href: `/console/incidents/${of.id}` },
    }),
    station: (s: Coded, area: Named): Entry => ({
      id: `station:${s.code}`,
      kind: 'station',
      label: named(s),
      detail: together(s.code, named(area)),
      words: [s.code, s.name, s.nameEn, area.name, area.nameEn],
      run: { href: `/station/${s.code}` },
    }),
    tank: (tank: { id: string; tankNumber: string }, at: Coded): Entry => ({
      id: `tank:${tank.id}`,
      kind: 'tank',
      label: `${at.code}-${tank.tankNumber}`,
      detail: named(at),
      words: [],
      run: { href: `/station/${at.code}` },
    }),
    device: (d: { id: string; code: string }, at: Coded, listed: boolean): Entry => ({
      id: `device:${d.id}`,
      kind: 'device',
      label: d.code,
      detail: named(at),
      words: [],
      run: { href: listed ? path('devices', { search: quoted(d.code) }) : `/station/${at.code}` },
    }),
    unit: (o: Coded, contacts: readonly { name: string }[] = []): Entry => ({
      id: `contact:${o.code}`,
      kind: 'contact',
      label: named(o),
      detail: contacts
        .map((c) => c.name)
        .filter(Boolean)
        .join(t('people.listJoin')),
      words: [o.code, o.name, o.nameEn],
      run: { href: path('contacts', { search: quoted(o.code) }) },
    }),
    person: (p: { id: string; name: string; displayName: string }): Entry => ({
      id: `person:${p.id}`,
      kind: 'person',
      label: p.displayName || p.name,
      detail: p.name,
      words: [p.name],
      run: { href: path('people', { search: quoted(p.name) }) },
    }),
    program: (p: { id: string; name: string; organisation?: Named | null }): Entry => ({
      id: `program:${p.id}`,
      kind: 'program',
      label: p.name,
      detail: p.organisation ? named(p.organisation) : '',
      words: [],
      run: { href: '/partner/programs' },
    }),
    enrolled: (
      kind: 'display' | 'phone',
      e: { id: string; name: string; revokedAt?: string | null },
      owner = '',
    ): Entry => ({
      id: `${kind}:${e.id}`,
      kind,
      label: e.name,
      detail: together(owner, e.revokedAt && t('people.display.revokedWord')),
      words: [],
      run: { href: path('displays', { search: quoted(e.name) }) },
    }),
  }
}

const wordsOf = (of: (Named & { code?: string }) | null | undefined) =>
  of ? [of.code ?? '', of.name, of.nameEn] : []

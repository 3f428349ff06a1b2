import './field.css'
import { useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useClient, useQuery } from 'urql'
import { useTranslation } from '@/i18n'
import { ExerciseBanner } from '@/ui/ExerciseBanner'
import { Calls } from './Calls'
import { FieldIncidentDocument, FieldIncidentsDocument, FieldViewerDocument } from './documents'
import { Freshness, Nav, NotAdmitted, OutboxStrip, Renewed } from './Frame'
import { lastOwner, takenBy } from './forget'
import { GroupScreen } from './Group'
import { IncidentScreen } from './Incident'
import { installable } from './install'
import { MapScreen } from './Map'
import { More } from './More'
import { OutboxScreen } from './OutboxScreen'
import { useSending } from './outbox/useOutbox'
import { PhoneScreen } from './Phone'
import { useOpened } from './push/useOpened'
import { useKeptPush } from './push/usePush'
import { ReportScreen } from './Report'
import { TasksScreen } from './Tasks'
import { useKept } from './useKept'
import { useRemembered } from './useRemembered'
import { useTheme } from './useTheme'

/** Whose phone this is: as the hub says, else as it last said. Another person finds nothing that was read before. */
function useOwner() {
  const [{ data }, again] = useQuery({ query: FieldViewerDocument, requestPolicy: 'network-only' })
  const [owner, setOwner] = useState(lastOwner)
  const viewer = data?.viewer
  useEffect(() => {
    if (viewer) return
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), 5_000)
    return () => clearInterval(timer)
  }, [viewer, again])
  useEffect(() => {
    if (!viewer || viewer.kind === 'NOBODY' || viewer.name === owner) return
    const take = async () => {
      await takenBy(viewer.name)
      setOwner(viewer.name)
    }
    void take()
  }, [viewer, owner])
  return { owner, kind: viewer?.kind ?? null }
}

/** The phone at the scene. */
export function Field() {
  const { t } = useTranslation()
  useTheme()
  useEffect(installable, [])
  const { owner, kind } = useOwner()
  useSending(owner)
  if (owner === null)
    return (
      <div className="field">
        {kind === 'NOBODY' ? <NotAdmitted /> : <p className="field-empty">{t('field.connecting')}</p>}
      </div>
    )
  return <Screens key={owner} owner={owner} kind={kind} />
}

function Screens({ owner, kind }: { owner: string; kind: string | null }) {
  const { t } = useTranslation()
  const { section = 'incident' } = useParams({ strict: false }) as { section?: string }
  const client = useClient()
  const readIncidents = useCallback(async () => {
    const { data } = await client
      .query(FieldIncidentsDocument, {}, { requestPolicy: 'network-only' })
      .toPromise()
    return data?.incidents?.edges.map((e) => e.node).reverse() ?? null
  }, [client])
  const list = useKept('incidents', readIncidents)
  const [chosen, choose] = useRemembered('field.incident')
  const incident = useMemo(
    () => list.value?.find((i) => i.id === chosen) ?? list.value?.[0] ?? null,
    [list.value, chosen],
  )
  const id = incident?.id ?? ''
  const readParts = useCallback(async () => {
    if (!id) return null
    const { data } = await client
      .query(FieldIncidentDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise()
    return data?.incident ?? null
  }, [client, id])
  const parts = useKept(`incident ${id}`, readParts)
  const [group, setGroup] = useRemembered(`field.group.${id}`)
  useKeptPush(kind, group)
  useOpened(choose)
  const shown = { incident, parts: parts.value, live: list.live }

  return (
    <div className="field">
      <ExerciseBanner />
      <Renewed />
      {section !== 'call' && section !== 'map' && (
        <Freshness kept={incident && (section === 'tasks' || section === 'group') ? parts : list} />
      )}
      {kind === 'NOBODY' && <NotAdmitted />}
      <main className="field-main">
        {section === 'incident' && (
          <IncidentScreen {...shown} all={list.value} readAt={list.readAt} choose={choose} />
        )}
        {section === 'tasks' && <TasksScreen {...shown} group={group} />}
        {section === 'group' && <GroupScreen {...shown} group={group} choose={setGroup} />}
        {section === 'report' && <ReportScreen {...shown} />}
        {section === 'call' && <Calls group={parts.value?.groups?.find((g) => g.id === group) ?? null} />}
        {section === 'map' && <MapScreen incidents={list.value ?? []} leading={incident} />}
        {section === 'outbox' && <OutboxScreen owner={owner} incidents={list.value ?? []} />}
        {section === 'phone' && <PhoneScreen owner={owner} kind={kind} />}
        {section === 'more' && <More kind={kind} />}
      </main>
      <OutboxStrip owner={owner} />
      <Nav section={section} label={t('field.nav.label')} />
    </div>
  )
}

import './wall.css'
import { Navigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ViewerKind } from '@/gql/generated/graphql'
import { useHub } from '@/gql/hub'
import { useGeneration } from '@/live/connection'
import { hubStatus } from '@/live/hubStatus'
import { useStream } from '@/live/stream'
import { reloadIfUpgraded } from '@/live/upgrade'
import { NotEnrolled } from './NotEnrolled'
import { Waiting } from './Waiting'
import { WallScreen } from './WallScreen'

/** The wall: who asks is read anew on each connection, since a display can be revoked. */
export function Wall() {
  const generation = useGeneration()
  useStream(hubStatus)
  const { hub, viewer } = useHub(generation)
  const shown = useRef<ViewerKind | null>(null)

  useEffect(() => {
    document.documentElement.dataset.face = 'wall'
    return () => {
      delete document.documentElement.dataset.face
    }
  }, [])
  useEffect(() => {
    if (generation > 1) void reloadIfUpgraded()
  }, [generation])

  if (!hub || !viewer) return <Waiting />
  if (viewer.kind !== 'NOBODY') shown.current = viewer.kind
  else if (shown.current === 'PERSON') return <Navigate to="/signin" replace />
  else return <NotEnrolled revoked={shown.current !== null} />
  return <WallScreen hub={hub} viewer={viewer} />
}

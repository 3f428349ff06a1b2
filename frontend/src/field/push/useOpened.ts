import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Follows a notification that was pressed: to its incident, and to where it is read. */
export function useOpened(choose: (incident: string) => void): void {
  const navigate = useNavigate()
  useEffect(() => {
    const follow = (path: string) => {
      const { pathname, searchParams } = new URL(path, location.origin)
      const incident = searchParams.get('incident')
      if (incident) choose(incident)
      return pathname.replace(/^\/field\/?/, '') || undefined
    }
    follow(location.href)
    const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined
    const heard = ({ data }: MessageEvent) => {
      if (typeof data?.open !== 'string') return
      void navigate({ to: '/field/{-$section}', params: { section: follow(data.open) } })
    }
    worker?.addEventListener('message', heard)
    return () => worker?.removeEventListener('message', heard)
  }, [choose, navigate])
}

import './incidents.css'
import { useParams } from '@tanstack/react-router'
import { IncidentList } from './IncidentList'
import { IncidentPage } from './IncidentPage'

/** Incidents: their list, or one of them. */
export function Incidents() {
  const { item } = useParams({ strict: false })
  return item ? <IncidentPage key={item} id={item} /> : <IncidentList />
}

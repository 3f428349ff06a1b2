import './incidents.css'
import './aftermath/aftermath.css'
import { useParams, useSearch } from '@tanstack/react-router'
import { FromStation } from './aftermath/FromStation'
import { IncidentList } from './IncidentList'
import { IncidentPage } from './IncidentPage'

/** Incidents: their list, or one of them; over the list an alarm that is to become one. */
export function Incidents() {
  const { item } = useParams({ strict: false })
  const { of } = useSearch({ strict: false })
  if (item) return <IncidentPage key={item} id={item} />
  return (
    <>
      <IncidentList />
      {of && <FromStation key={of} of={of} />}
    </>
  )
}

import type { Feature, FeatureCollection } from 'geojson'
import { useEffect, useState } from 'react'

/** The county's outline; undefined until it is read. */
export function useOutline(url: string): readonly Feature[] | undefined {
  const [outline, setOutline] = useState<readonly Feature[]>()
  useEffect(() => {
    let gone = false
    const read = async () => {
      const response = await fetch(url)
      if (!response.ok) throw new Error(`${response.status}`)
      const { features }: FeatureCollection = await response.json()
      if (!gone) setOutline(features)
    }
    read().catch((error) => console.warn('outline', error))
    return () => {
      gone = true
    }
  }, [url])
  return outline
}

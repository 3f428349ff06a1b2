import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { WeatherQuery } from '@/gql/generated/graphql'
import { useHalfMinute } from './onDuty'
import { type Reading, useReading } from './reread'

const WeatherDocument = graphql(`
  query Weather {
    weather {
      source
      observedAt
      goodUntil
      temperature
      windSpeed
      windDirection
      humidity
      precipitation
      text
    }
  }
`)

export type Weather = NonNullable<WeatherQuery['weather']>

/** The weather as it was last observed, `observed` null where nothing came yet; null until it is read. */
export function useWeather(): Reading<{ observed: Weather | null }> {
  const client = useClient()
  const mark = useHalfMinute()
  const read = useCallback(async () => {
    const { data, error } = await client
      .query(WeatherDocument, {}, { requestPolicy: 'network-only' })
      .toPromise()
    return data && !error ? { observed: data.weather ?? null } : null
  }, [client])
  return useReading(read, mark)
}

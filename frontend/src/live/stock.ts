import { graphql } from '@/gql/generated'
import type { StockSubscription } from '@/gql/generated/graphql'
import { serverClock } from './clock'
import { createStream } from './stream'

const StockDocument = graphql(`
  subscription Stock($minIntervalMs: Int!) {
    stock(minIntervalMs: $minIntervalMs) {
      sequence
      computedAt
      products {
        product
        volume
        usable
        capacity
        staleVolume
        freshTanks
        silentTanks
        oldestReadingAt
        meanDailySales
        daysOfSupply
        noSupplyReason
        soldToday
        soldTodayAmount
      }
    }
  }
`)

export type Stock = StockSubscription['stock']
export type ProductStock = Stock['products'][number]

/** An item comes at least every 15 s; with none for so long the figures are stale. */
export const STOCK_STALE_MS = 20_000

/** County stock by product. */
export const stock = createStream({
  document: StockDocument,
  variables: () => ({ minIntervalMs: 2_000 }),
  initial: null as Stock | null,
  reduce: (value, items) => {
    for (const item of items) serverClock.sample(item.stock.computedAt)
    return items.at(-1)?.stock ?? value
  },
})

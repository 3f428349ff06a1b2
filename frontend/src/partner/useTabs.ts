import { useMemo } from 'react'
import { useTranslation } from '@/i18n'
import type { partner } from '@/i18n/partner.zh'

type Tab = keyof typeof partner.explorer.tab

const operations: Record<Tab, { query: string; variables?: string }> = {
  first: {
    query: `query First {
  hub {
    countyName
    serverTime
  }
  viewer {
    kind
    name
    scopes
  }
}`,
  },
  stations: {
    query: `query Stations($after: Cursor) {
  stations(first: 10, after: $after) {
    totalCount
    edges {
      node {
        code
        name
        area {
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
    variables: '{\n  "after": null\n}',
  },
  stock: {
    query: `query Stock {
  stock {
    computedAt
    products {
      product
      usable
      freshTanks
      silentTanks
    }
  }
}`,
  },
  events: {
    query: `subscription Events($after: Cursor) {
  stationEvents(after: $after) {
    __typename
    ... on Delivery {
      cursor
      station {
        code
        name
      }
      volume
      waybill
    }
    ... on DeviceEvent {
      cursor
      station {
        code
        name
      }
      kind
      happenedAt
    }
  }
}`,
    variables: '{\n  "after": null\n}',
  },
  status: {
    query: `subscription Status {
  hubStatus {
    sequence
    serverTime
    exercise
    storage {
      available
    }
  }
}`,
  },
}

/** What the explorer opens with: examples that run as they are. */
export function useTabs() {
  const { t } = useTranslation()
  return useMemo(
    () =>
      (Object.keys(operations) as Tab[]).map((tab) => ({
        query: `# ${t(`partner.explorer.tab.${tab}`)}\n${operations[tab].query}\n`,
        variables: operations[tab].variables,
      })),
    [t],
  )
}

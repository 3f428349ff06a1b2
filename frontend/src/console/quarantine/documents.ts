import { graphql } from '@/gql/generated'
import type {
  QuarantineEntryQuery,
  QuarantineListQuery,
  QuarantineReason,
  QuarantineReviewQuery,
  QuarantineVerdictKind,
} from '@/gql/generated/graphql'

graphql(`
  fragment VerdictLine on QuarantineVerdict {
    id
    kind
    note
    givenAt
    by
    given
  }
`)

export const QuarantineListDocument = graphql(`
  query QuarantineList($filter: QuarantineFilter, $after: Cursor, $since: DateTime!) {
    quarantine(first: 50, filter: $filter, after: $after) {
      edges {
        node {
          id
          receivedAt
          reason
          field
          detail
          device {
            code
          }
          station {
            code
            name
            nameEn
          }
          verdict {
            ...VerdictLine
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
    quarantineCounts(since: $since) {
      reason
      count
    }
  }
`)

export const QuarantineReviewDocument = graphql(`
  query QuarantineReview {
    quarantineReview {
      unreviewed
      oldestAt
      more
      reasons {
        reason
        count
      }
      devices {
        count
        device {
          code
        }
      }
      groups {
        reason
        count
        device {
          code
        }
        station {
          code
          name
          nameEn
        }
        first {
          id
          receivedAt
        }
        last {
          id
          receivedAt
          field
          detail
        }
      }
    }
  }
`)

export const QuarantineEntryDocument = graphql(`
  query QuarantineEntry($id: ID!) {
    node(id: $id) {
      ... on Quarantine {
        id
        receivedAt
        reason
        field
        detail
        excerpt
        device {
          code
        }
        station {
          code
          name
          nameEn
          tanks {
            number
            capacity
            height
          }
          nozzles {
            number
          }
        }
        verdict {
          ...VerdictLine
        }
        verdicts {
          ...VerdictLine
        }
      }
    }
  }
`)

/** The last verdict that anybody gave on entries of a group. */
export const GroupVerdictDocument = graphql(`
  query GroupVerdict($filter: QuarantineFilter) {
    quarantine(first: 1, filter: $filter) {
      edges {
        node {
          id
          verdict {
            ...VerdictLine
          }
        }
      }
    }
  }
`)

export const ReviewQuarantineDocument = graphql(`
  mutation ReviewQuarantine($input: ReviewQuarantineInput!) {
    reviewQuarantine(input: $input) {
      verdict {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const ReviewQuarantineGroupDocument = graphql(`
  mutation ReviewQuarantineGroup($input: ReviewQuarantineGroupInput!) {
    reviewQuarantineGroup(input: $input) {
      verdict {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export type Waiting = NonNullable<QuarantineReviewQuery['quarantineReview']>
export type Group = Waiting['groups'][number]
export type ListedEntry = NonNullable<QuarantineListQuery['quarantine']>['edges'][number]['node']
export type Entry = Extract<NonNullable<QuarantineEntryQuery['node']>, { __typename?: 'Quarantine' }>
export type Verdict = NonNullable<Entry['verdict']>

/** Every reason and verdict, in the order in which they are offered. */
export const reasons: readonly QuarantineReason[] = [
  'MALFORMED',
  'UNKNOWN_SENSOR',
  'FOREIGN_SENSOR',
  'NOT_A_NUMBER',
  'NEGATIVE',
  'ABOVE_CAPACITY',
  'OUT_OF_RANGE',
  'TIME_TOO_OLD',
  'TIME_IN_FUTURE',
  'TOO_LARGE',
  'TOO_MANY',
]
export const verdictKinds: readonly QuarantineVerdictKind[] = [
  'DEVICE_FAULT',
  'CONFIGURATION',
  'CLOCK',
  'TRANSMISSION',
  'TAMPERING',
  'GENUINE',
]

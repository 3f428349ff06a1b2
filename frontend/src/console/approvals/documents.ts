import { graphql } from '@/gql/generated'
import type { HandedOverQuery, WaitingQuery } from '@/gql/generated/graphql'

export const WaitingDocument = graphql(`
  query Waiting($after: Cursor) {
    incidents(open: true, first: 50, after: $after) {
      edges {
        node {
          id
          number
          title
          exercise
          heardAt
          level
          proposedLevel
          proposalPosts
          reports {
            id
            kind
            draftedAt
            sentAt
          }
          steps {
            id
            action
            level
            post
            enteredBy
            byVoice
            at
            confirmedAt
          }
          releases {
            id
            title
            text
            draftedBy
            draftedAt
            approvedAt
            version
          }
          deadlines {
            duty
            dueAt
            metAt
            voidAt
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const HandedOverDocument = graphql(`
  query HandedOver {
    shiftChanges(first: 30) {
      id
      at
      handedBy
      takenAt
      organisation {
        id
        kind
      }
    }
  }
`)

export type WaitingIncident = NonNullable<WaitingQuery['incidents']>['edges'][number]['node']
export type HandedOver = NonNullable<HandedOverQuery['shiftChanges']>[number]

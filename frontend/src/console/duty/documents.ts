import { graphql } from '@/gql/generated'
import type { DutyRosterQuery } from '@/gql/generated/graphql'

export const RosterDocument = graphql(`
  query DutyRoster(
    $since: DateTime!
    $now: DateTime!
    $until: DateTime!
    $phone: Boolean!
    $open: Boolean!
  ) {
    shifts(since: $since, until: $until) {
      id
      duty
      name
      phone @include(if: $phone)
      since
      until
      note
      cancelledAt
      cancelledReason
      version
      organisation {
        id
        name
        nameEn
        kind
      }
    }
    dutyGaps(since: $now, until: $until) {
      duty
      since
      until
    }
    shiftChanges(first: 30) {
      id
      at
      handedBy
      remarks
      open @include(if: $open)
      takenAt
      takenBy
      takenRemarks
      organisation {
        id
        name
        nameEn
        kind
      }
    }
  }
`)

export type Turn = NonNullable<DutyRosterQuery['shifts']>[number]
export type Gap = NonNullable<DutyRosterQuery['dutyGaps']>[number]
export type ShiftChange = NonNullable<DutyRosterQuery['shiftChanges']>[number]

export const SetShiftDocument = graphql(`
  mutation SetShift($input: SetShiftInput!) {
    setShift(input: $input) {
      shift {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const CancelShiftDocument = graphql(`
  mutation CancelShift($input: CancelShiftInput!) {
    cancelShift(input: $input) {
      shift {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const HandShiftOverDocument = graphql(`
  mutation HandShiftOver($input: HandShiftOverInput!) {
    handShiftOver(input: $input) {
      change {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const TakeShiftOverDocument = graphql(`
  mutation TakeShiftOver($input: TakeShiftOverInput!) {
    takeShiftOver(input: $input) {
      change {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

import { graphql } from '@/gql/generated'

export const OpenFromStationDocument = graphql(`
  mutation OpenFromStation($input: OpenIncidentFromStationInput!) {
    openIncidentFromStation(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const KeepCasualtyDocument = graphql(`
  mutation KeepCasualty($input: KeepCasualtyInput!) {
    keepCasualty(input: $input) {
      casualty {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const AddLedgerItemDocument = graphql(`
  mutation AddLedgerItem($input: AddLedgerItemInput!) {
    addLedgerItem(input: $input) {
      item {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const StrikeLedgerItemDocument = graphql(`
  mutation StrikeLedgerItem($input: StrikeLedgerItemInput!) {
    strikeLedgerItem(input: $input) {
      item {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

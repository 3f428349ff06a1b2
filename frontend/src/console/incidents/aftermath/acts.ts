import { graphql } from '@/gql/generated'

export const OpenFromStationDocument = graphql(`
  mutation OpenFromStation($input: OpenIncidentFromStationInput!) {
    openIncidentFromStation(input: $input) {
      incident {
        id
      }
      userErrors {
        field
        code
        message
        article
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
        field
        code
        message
        article
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
        field
        code
        message
        article
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
        field
        code
        message
        article
      }
    }
  }
`)

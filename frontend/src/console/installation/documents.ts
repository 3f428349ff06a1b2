import { graphql } from '@/gql/generated'
import type { InstallationBookQuery, InstallationHistoryQuery } from '@/gql/generated/graphql'

graphql(`
  fragment InstallationRow on Installation {
    id
    kind
    state
    stateOn
    connectedOn
    dueOn
    cost
    supplier
    supervisor
    acceptedBy
    exercise
    version
    standing {
      dueOn
      ownerShare
      countyShare
      cityShare
      next
    }
  }
`)

export const InstallationBookDocument = graphql(`
  query InstallationBook {
    installationBook {
      scheme
      connectBy
      subsidyPercent
      equipment {
        code
        name
        nameEn
      }
      stations {
        ownerPays
        station {
          id
          code
          name
          nameEn
          status
          area {
            name
            nameEn
          }
          owner {
            name
            nameEn
          }
        }
        places {
          kind
          timeliness
          daysLate
          installation {
            ...InstallationRow
          }
        }
        removed {
          ...InstallationRow
        }
      }
    }
  }
`)

export const InstallationHistoryDocument = graphql(`
  query InstallationHistory($id: ID!) {
    node(id: $id) {
      ... on Installation {
        id
        steps {
          state
          on
          recordedAt
          by
          note
        }
      }
    }
  }
`)

export const BeginInstallationDocument = graphql(`
  mutation BeginInstallation($input: BeginInstallationInput!) {
    beginInstallation(input: $input) {
      installation {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const MoveInstallationDocument = graphql(`
  mutation MoveInstallation($input: MoveInstallationInput!) {
    moveInstallation(input: $input) {
      installation {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const ChangeInstallationDocument = graphql(`
  mutation ChangeInstallation($input: ChangeInstallationInput!) {
    changeInstallation(input: $input) {
      installation {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export type Book = NonNullable<InstallationBookQuery['installationBook']>
export type Equipment = Book['equipment'][number]
export type StationRow = Book['stations'][number]
export type Place = StationRow['places'][number]
export type Installed = NonNullable<Place['installation']>
export type HistoryStep = NonNullable<
  Extract<InstallationHistoryQuery['node'], { __typename?: 'Installation' }>['steps']
>[number]

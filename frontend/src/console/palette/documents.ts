import { graphql } from '@/gql/generated'

// Each reads one bounded page of what is at hand, to be found as fast as one types; the hub is searched for the rest.

export const FindIncidentsDocument = graphql(`
  query FindIncidents {
    incidents(last: 100) {
      edges {
        node {
          id
          number
          title
          address
          stage
          endedAt
          area {
            name
            nameEn
          }
          station {
            code
            name
            nameEn
          }
        }
      }
    }
  }
`)

export const FindTasksDocument = graphql(`
  query FindTasks {
    incidents(open: true, last: 20) {
      edges {
        node {
          id
          title
          tasks {
            id
            text
            textEn
            owner
            state
          }
        }
      }
    }
  }
`)

export const FindStationsDocument = graphql(`
  query FindStations($after: Cursor) {
    stations(first: 100, after: $after) {
      edges {
        node {
          code
          name
          nameEn
          area {
            name
            nameEn
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

export const FindAreasDocument = graphql(`
  query FindAreas {
    areas {
      code
      kind
      name
      nameEn
    }
  }
`)

export const FindContactsDocument = graphql(`
  query FindContacts {
    contactBook {
      organisation {
        code
        name
        nameEn
      }
      contacts {
        id
        name
        means
      }
    }
  }
`)

export const FindPeopleDocument = graphql(`
  query FindPeople {
    users(first: 100) {
      edges {
        node {
          id
          name
          displayName
        }
      }
    }
  }
`)

// Fields whose types differ from kind to kind have names of their own.
export const SearchDocument = graphql(`
  query Search($text: String!, $kinds: [SearchKind!]!) {
    search(text: $text, kinds: $kinds, first: 20) {
      hasMore
      nodes {
        ... on Incident {
          id
          number
          title
          address
          stage
          area {
            name
            nameEn
          }
          station {
            code
            name
            nameEn
          }
        }
        ... on Report {
          id
          reportKind: kind
          reportNumber: number
          incident {
            id
            number
            title
          }
        }
        ... on Task {
          id
          text
          textEn
          owner
          incident {
            id
            number
            title
          }
        }
        ... on Station {
          code
          name
          nameEn
          township: area {
            name
            nameEn
          }
        }
        ... on Tank {
          id
          tankNumber: number
          at: station {
            code
            name
            nameEn
          }
        }
        ... on Device {
          id
          code
          at: station {
            code
            name
            nameEn
          }
        }
        ... on Organisation {
          code
          name
          nameEn
        }
        ... on User {
          id
          name
          displayName
        }
        ... on ApiClient {
          id
          name
          organisation {
            name
            nameEn
          }
        }
        ... on Wall {
          id
          name
          revokedAt
        }
        ... on FieldDevice {
          id
          name
          revokedAt
          user {
            name
            displayName
          }
        }
      }
    }
  }
`)

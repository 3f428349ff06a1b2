import { graphql } from '@/gql/generated'

// Each reads one bounded page: the palette is for what is at hand; what is older is in its list.

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

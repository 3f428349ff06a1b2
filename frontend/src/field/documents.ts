import { graphql } from '@/gql/generated'
import type { FieldCallsQuery, FieldIncidentQuery, FieldIncidentsQuery } from '@/gql/generated/graphql'

export const FieldViewerDocument = graphql(`
  query FieldViewer {
    viewer {
      kind
      name
    }
  }
`)

export const FieldIncidentsDocument = graphql(`
  query FieldIncidents {
    incidents(open: true, last: 30) {
      edges {
        node {
          id
          number
          title
          exercise
          inSupport
          stage
          grade
          level
          occurredAt
          heardAt
          address
          latitude
          longitude
          area {
            name
            nameEn
          }
          station {
            code
            name
            nameEn
            latitude
            longitude
          }
          deaths
          seriouslyInjured
          injured
          trapped
          missing
          atRisk
          counts {
            asOf
          }
          deadlines {
            id
            duty
            to
            soonAt
            dueAt
            state
            metAt
            voidAt
          }
        }
      }
    }
  }
`)

export const FieldIncidentDocument = graphql(`
  query FieldIncident($id: ID!) {
    incident(id: $id) {
      id
      groups {
        id
        name
        nameEn
        leads
        members
        duties
        dutiesEn
        position
        dissolvedAt
      }
      tasks {
        id
        text
        textEn
        owner
        state
        createdAt
        dueAt
        lastNote
        version
        group {
          id
        }
      }
      sceneReports {
        id
        seenAt
        receivedAt
        text
        by
        state
        reason
      }
    }
  }
`)

export const FieldCallsDocument = graphql(`
  query FieldCalls {
    onDuty {
      id
      duty
      name
      phone
      until
      organisation {
        name
        nameEn
      }
    }
    contactBook {
      organisation {
        code
        name
        nameEn
      }
      contacts {
        id
        kind
        name
        phone
        means
      }
    }
  }
`)

export const FieldMapDocument = graphql(`
  query FieldMap {
    hub {
      map {
        bounds
        outlineUrl
      }
    }
    stations(first: 100) {
      edges {
        node {
          code
          name
          nameEn
          latitude
          longitude
        }
      }
    }
    areas {
      code
      name
      nameEn
      kind
      latitude
      longitude
    }
  }
`)

export const FieldHubDocument = graphql(`
  query FieldHub {
    hub {
      version
    }
  }
`)

export const FieldMoveTaskDocument = graphql(`
  mutation FieldMoveTask($input: MoveTaskInput!) {
    moveTask(input: $input) {
      task {
        id
        version
        state
        lastNote
        notes {
          at
          by
          note
        }
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const FieldReportDocument = graphql(`
  mutation FieldReport($input: ReportFromSceneInput!) {
    reportFromScene(input: $input) {
      report {
        id
        receivedAt
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const FieldPushDocument = graphql(`
  query FieldPush {
    push {
      publicKey
      filedAt
    }
  }
`)

export const FieldFilePushDocument = graphql(`
  mutation FieldFilePush($input: FilePushSubscriptionInput!) {
    filePushSubscription(input: $input) {
      push {
        publicKey
        filedAt
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const FieldRemovePushDocument = graphql(`
  mutation FieldRemovePush($input: RemovePushSubscriptionInput!) {
    removePushSubscription(input: $input) {
      push {
        publicKey
        filedAt
      }
      userErrors {
        code
      }
    }
  }
`)

export type FieldIncident = NonNullable<FieldIncidentsQuery['incidents']>['edges'][number]['node']
export type FieldParts = NonNullable<FieldIncidentQuery['incident']>
export type FieldTask = NonNullable<FieldParts['tasks']>[number]
export type FieldGroup = NonNullable<FieldParts['groups']>[number]
export type FieldCalls = FieldCallsQuery

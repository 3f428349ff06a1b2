import { graphql } from '@/gql/generated'

export const EnterCordonDocument = graphql(`
  mutation EnterCordon($input: EnterCordonInput!) {
    enterCordon(input: $input) {
      entry {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const LeaveCordonDocument = graphql(`
  mutation LeaveCordon($input: LeaveCordonInput!) {
    leaveCordon(input: $input) {
      entry {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const AddSampleDocument = graphql(`
  mutation AddSample($input: AddSampleInput!) {
    addSample(input: $input) {
      sample {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const DraftReleaseDocument = graphql(`
  mutation DraftRelease($input: DraftReleaseInput!) {
    draftRelease(input: $input) {
      release {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const ApproveReleaseDocument = graphql(`
  mutation ApproveRelease($input: ReleaseStepInput!) {
    approveRelease(input: $input) {
      release {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const PublishReleaseDocument = graphql(`
  mutation PublishRelease($input: ReleaseStepInput!) {
    publishRelease(input: $input) {
      release {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

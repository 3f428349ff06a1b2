import { graphql } from '@/gql/generated'
import type { ProfilePreviewQuery } from '@/gql/generated/graphql'

graphql(`
  fragment ProfilePreviewed on ProfilePreview {
    upload
    digest
    state
    parts {
      part
      added
      changed
      closed
      removed
      kept
      unchanged
      rows {
        act
        code
        name
        nameEn
        fields {
          name
          before
          after
        }
      }
    }
    warnings {
      file
      line
      field
      reason
      values {
        name
        value
      }
      message
    }
    harms {
      kind
      part
      code
      name
      nameEn
      before
      after
      incidents
    }
  }
`)

export const CountyProfileDocument = graphql(`
  query CountyProfile {
    countyProfile {
      source
      digest
      version
      since
      by
      setAside
    }
  }
`)

export const ProfilePreviewDocument = graphql(`
  query ProfilePreview($upload: ID!) {
    profilePreview(upload: $upload) {
      ...ProfilePreviewed
    }
  }
`)

export const ImportProfileDocument = graphql(`
  mutation ImportProfile($input: ImportProfileInput!) {
    importProfile(input: $input) {
      profile {
        source
        digest
        version
        since
        by
        setAside
      }
      preview {
        ...ProfilePreviewed
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export type Preview = NonNullable<ProfilePreviewQuery['profilePreview']>
export type Part = Preview['parts'][number]
export type Row = Part['rows'][number]
export type Harm = Preview['harms'][number]

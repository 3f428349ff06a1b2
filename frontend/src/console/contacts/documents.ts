import { graphql } from '@/gql/generated'
import type { ContactBookQuery } from '@/gql/generated/graphql'

export const ContactBookDocument = graphql(`
  query ContactBook {
    contactBook {
      bound
      unfiled
      organisation {
        id
        code
        name
        nameEn
        kind
      }
      contacts {
        id
        kind
        rank
        name
        phone
        email
        means
        checkedAt
        version
      }
    }
  }
`)

export type Unit = NonNullable<ContactBookQuery['contactBook']>[number]
export type Way = Unit['contacts'][number]

export const KeepContactDocument = graphql(`
  mutation KeepContact($input: KeepContactInput!) {
    keepContact(input: $input) {
      contact {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const CheckContactDocument = graphql(`
  mutation CheckContact($input: ContactStepInput!) {
    checkContact(input: $input) {
      contact {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const RetireContactDocument = graphql(`
  mutation RetireContact($input: ContactStepInput!) {
    retireContact(input: $input) {
      contact {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

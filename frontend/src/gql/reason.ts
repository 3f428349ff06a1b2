import { graphql } from './generated'

/** What the hub says of something that it did not take: a stable word, with the values of the case. */
export interface Reasoned {
  /** As profile.NOT_ONE_OF; empty where the hub gave none. */
  reason: string
  values: readonly { name: string; value: string }[]
  /** The same in English. */
  message: string
}

graphql(`
  fragment Told on UserError {
    field
    code
    reason
    values {
      name
      value
    }
    message
    article
  }
`)

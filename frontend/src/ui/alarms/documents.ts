import { graphql } from '@/gql/generated'

export const AcknowledgeAlarmsDocument = graphql(`
  mutation AcknowledgeAlarms($input: AcknowledgeAlarmsInput!) {
    acknowledgeAlarms(input: $input) {
      userErrors {
        field
        code
        message
      }
    }
  }
`)

export const SilenceAlarmsDocument = graphql(`
  mutation SilenceAlarms($input: SilenceAlarmsInput!) {
    silenceAlarms(input: $input) {
      userErrors {
        field
        code
        message
      }
    }
  }
`)

export const EndSilenceDocument = graphql(`
  mutation EndSilence($input: EndSilenceInput!) {
    endSilence(input: $input) {
      userErrors {
        field
        code
        message
      }
    }
  }
`)

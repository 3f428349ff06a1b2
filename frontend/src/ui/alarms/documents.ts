import { graphql } from '@/gql/generated'

export const AcknowledgeAlarmsDocument = graphql(`
  mutation AcknowledgeAlarms($input: AcknowledgeAlarmsInput!) {
    acknowledgeAlarms(input: $input) {
      userErrors {
        ...Told
      }
    }
  }
`)

export const SilenceAlarmsDocument = graphql(`
  mutation SilenceAlarms($input: SilenceAlarmsInput!) {
    silenceAlarms(input: $input) {
      userErrors {
        ...Told
      }
    }
  }
`)

export const EndSilenceDocument = graphql(`
  mutation EndSilence($input: EndSilenceInput!) {
    endSilence(input: $input) {
      userErrors {
        ...Told
      }
    }
  }
`)

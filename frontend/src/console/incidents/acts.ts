import { graphql } from '@/gql/generated'

export const OpenIncidentDocument = graphql(`
  mutation OpenIncident($input: OpenIncidentInput!) {
    openIncident(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const UpdateIncidentDocument = graphql(`
  mutation UpdateIncident($input: UpdateIncidentInput!) {
    updateIncident(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const CountCasualtiesDocument = graphql(`
  mutation CountCasualties($input: CountCasualtiesInput!) {
    countCasualties(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const RaiseGradeDocument = graphql(`
  mutation RaiseGrade($input: RaiseGradeInput!) {
    raiseGrade(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const VerifyIncidentDocument = graphql(`
  mutation VerifyIncident($input: IncidentStepInput!) {
    verifyIncident(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const RejectIncidentDocument = graphql(`
  mutation RejectIncident($input: IncidentStepInput!) {
    rejectIncident(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const BeginAftermathDocument = graphql(`
  mutation BeginAftermath($input: IncidentStepInput!) {
    beginAftermath(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const CloseIncidentDocument = graphql(`
  mutation CloseIncident($input: IncidentStepInput!) {
    closeIncident(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const TakeBackDocument = graphql(`
  mutation TakeBack($input: IncidentStepInput!) {
    takeBack(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const MeetDeadlineDocument = graphql(`
  mutation MeetDeadline($input: MeetDeadlineInput!) {
    meetDeadline(input: $input) {
      deadline {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const PressRequestDocument = graphql(`
  mutation PressRequest($input: PressRequestInput!) {
    pressRequest(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const DraftReportDocument = graphql(`
  mutation DraftReport($input: DraftReportInput!) {
    draftReport(input: $input) {
      report {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const EditReportDocument = graphql(`
  mutation EditReport($input: EditReportInput!) {
    editReport(input: $input) {
      report {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const SendReportDocument = graphql(`
  mutation SendReport($input: SendReportInput!) {
    sendReport(input: $input) {
      report {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const ReceiptReportDocument = graphql(`
  mutation ReceiptReport($input: ReceiptReportInput!) {
    receiptReport(input: $input) {
      report {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const StartResponseDocument = graphql(`
  mutation StartResponse($input: StartResponseInput!) {
    startResponse(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const AdjustResponseDocument = graphql(`
  mutation AdjustResponse($input: AdjustResponseInput!) {
    adjustResponse(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const EndResponseDocument = graphql(`
  mutation EndResponse($input: EndResponseInput!) {
    endResponse(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const ConfirmOrderDocument = graphql(`
  mutation ConfirmOrder($input: ConfirmOrderInput!) {
    confirmOrder(input: $input) {
      step {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const HandOverDocument = graphql(`
  mutation HandOver($input: HandOverInput!) {
    handOver(input: $input) {
      incident {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const ChangeGroupDocument = graphql(`
  mutation ChangeGroup($input: ChangeGroupInput!) {
    changeGroup(input: $input) {
      group {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const GiveTaskDocument = graphql(`
  mutation GiveTask($input: GiveTaskInput!) {
    giveTask(input: $input) {
      task {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export const MoveTaskDocument = graphql(`
  mutation MoveTask($input: MoveTaskInput!) {
    moveTask(input: $input) {
      task {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

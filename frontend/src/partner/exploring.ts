import type { GraphiQLProps } from 'graphiql'
import { type ExecutionResult, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { type Client, createClient } from 'graphql-ws'

type Fetcher = GraphiQLProps['fetcher']
type Result = ExecutionResult<Record<string, unknown>, Record<string, unknown>>

/** Asks as the session, or as the program whose key is given; the key is nowhere but here. */
export class Asking {
  private readonly sockets: Client

  /** `cut` says in the reader's words that a connection was cut. */
  constructor(
    private readonly key: string,
    private readonly cut: (why: string) => string,
  ) {
    const url = `${location.origin.replace(/^http/, 'ws')}/graphql`
    this.sockets = createClient({
      url,
      connectionParams: key ? { authorization: `Bearer ${key}` } : undefined,
      // What is shown is what was asked for: nothing is asked anew unseen.
      retryAttempts: 0,
    })
  }

  readonly fetcher: Fetcher = (asked) => {
    const operation = operationOf(asked)
    const params = { ...asked, operationName: operation?.name?.value ?? asked.operationName }
    return operation?.operation === 'subscription' ? this.follow(params) : this.post(params)
  }

  private async post(params: Parameters<Fetcher>[0]) {
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        ...(this.key && { Authorization: `Bearer ${this.key}` }),
      },
      body: JSON.stringify(params),
    })
    return response.json()
  }

  private async *follow({ query, variables, operationName }: Parameters<Fetcher>[0]): AsyncGenerator<Result> {
    try {
      yield* this.sockets.iterate({ query, variables, operationName }) as AsyncGenerator<Result>
    } catch (error) {
      if (error instanceof CloseEvent) throw new Error(this.cut(`${error.code} ${error.reason}`))
      throw error
    }
  }

  dispose(): void {
    void this.sockets.dispose()
  }
}

/**
 * The operation that is meant: the editor names it a moment late, so that just
 * after a change of tabs it may name one of another tab.
 */
function operationOf({ query, operationName }: Parameters<Fetcher>[0]): OperationDefinitionNode | undefined {
  try {
    const operations = parse(query).definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION)
    return operations.find((o) => o.name?.value === operationName) ?? operations[0]
  } catch {
    return undefined // the hub says what is wrong with it
  }
}

/** Every request that the sandbox has seen, in order. */
export interface LoggedRequest {
  at: Date;
  method: string;
  /** As in GitHub's documentation, without `/api/v3`, with its query. GraphQL is `/graphql`. */
  path: string;
  /** Name of the GraphQL operation, or the beginning of an unnamed one; null for REST. */
  operation: string | null;
  query: string | null;
  variables: Readonly<Record<string, unknown>> | null;
  /** Raw body of a REST request. */
  body: string | null;
  /** Changes something: not a GET, not the issue of a token or a redelivery, not a GraphQL query. */
  isWrite: boolean;
  /** null where no answer was sent. */
  status: number | null;
  actor: string;
}

export class RequestLog {
  readonly requests: LoggedRequest[] = [];

  add(entry: LoggedRequest): LoggedRequest {
    this.requests.push(entry);
    return entry;
  }

  writes(): LoggedRequest[] {
    return this.requests.filter((request) => request.isWrite);
  }

  clear(): void {
    this.requests.length = 0;
  }
}

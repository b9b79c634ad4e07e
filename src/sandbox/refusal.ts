/**
 * GitHub's "no": an HTTP status with the JSON body that goes with it. Thrown by everything that refuses; the REST side
 * answers it as it is, GraphQL turns it into an entry of `errors`, and a person of a test sees it as an exception.
 */
export interface FieldError {
  resource: string;
  field?: string;
  code: 'missing_field' | 'invalid' | 'custom' | 'already_exists' | 'missing' | 'unprocessable';
  message?: string;
  value?: unknown;
}

export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly FieldError[] | readonly string[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: { errors?: readonly FieldError[] | readonly string[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found');

/** 422 with the fields at fault. https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export const invalid = (...errors: FieldError[]): Refusal => new Refusal(422, 'Validation Failed', { errors });

/** The app's permission does not cover the call; the header says which would. */
export const notAccessible = (accepted?: string): Refusal =>
  new Refusal(
    403,
    'Resource not accessible by integration',
    accepted === undefined ? {} : { headers: { 'x-accepted-github-permissions': accepted } },
  );

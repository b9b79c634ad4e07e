/** Whether the matrix has a row for everything that Milepost writes. */
import type { LoggedRequest } from '../../../src/sandbox/request-log.ts';
import type { Meeting } from './rows.ts';

const bodyOf = ({ query, variables, body }: LoggedRequest): string => body ?? JSON.stringify({ query, variables });

/** Whether such a request was made. */
export const isMet = (requests: readonly LoggedRequest[], { method, path, body }: Meeting): boolean =>
  requests.some(
    (request) =>
      request.method === method && path.test(request.path.split('?')[0] ?? '') && (body?.test(bodyOf(request)) ?? true),
  );

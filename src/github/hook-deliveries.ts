/**
 * GitHub's log of the webhooks that it sent to this app. The client is that of the app itself, with its JSON web token.
 * https://docs.github.com/en/rest/apps/webhooks
 */
import type { GitHubClient } from './client.ts';
import { GitHubError, type FailureKind } from './github-error.ts';

/** One attempt to deliver a webhook. */
export interface HookDelivery {
  /** Digits: GitHub's are beyond what a number holds exactly. */
  id: string;
  /** The same for all attempts at one webhook. */
  guid: string;
  /** null where GitHub does not say. */
  deliveredAt: Date | null;
  /** The receiver answered with a 2xx. */
  isHeard: boolean;
  event: string;
  action: string | null;
}

interface HookDeliveryRow {
  id: number | bigint | string;
  guid: string;
  delivered_at?: string | null;
  status?: string | null;
  /** 0 or absent where no answer came: in time, or at all. */
  status_code?: number | null;
  event: string;
  action?: string | null;
}

const PAGE_SIZE = 100;

/** GitHub keeps the log so long. https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/viewing-webhook-deliveries */
const KEPT_DAYS = 3;
const KEPT_DAYS_ON_SERVER = 7;
const DAY_MS = 24 * 60 * 60_000;

/** Milliseconds for which the host with those pages (`github.com`, `octo.ghe.com`, a server's own name) keeps its log. */
export const deliveryLogMs = (webHost: string): number =>
  (webHost === 'github.com' || webHost.endsWith('.ghe.com') ? KEPT_DAYS : KEPT_DAYS_ON_SERVER) * DAY_MS;

/**
 * One page of the log, the newest first; `next` is the cursor of the page after it, null at the end. With `cursor` null
 * the first page. `readAt` is the time by GitHub's clock, as are those of the log; null where it does not say.
 * @throws GitHubError (`not-found` where the server is too old to tell), RateLimited
 */
export async function readDeliveriesPage(
  client: GitHubClient,
  cursor: string | null,
): Promise<{ deliveries: HookDelivery[]; next: string | null; readAt: Date | null }> {
  const about = "reading GitHub's log of deliveries";
  const parameters = { per_page: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) };
  const { data, headers, status } = await client.rest<HookDeliveryRow[]>('GET /app/hook/deliveries', parameters, {
    about,
  });
  if (!Array.isArray(data)) throw new GitHubError({ kind: 'invalid', status, about, said: 'a list was expected' });
  return {
    deliveries: data.filter(isComplete).map(deliveryOf),
    next: nextCursor(headers['link']),
    readAt: instantOf(String(headers['date'] ?? '')),
  };
}

/** Of one without an id, a guid or an event nothing can be asked. */
const isComplete = (row: Partial<HookDeliveryRow> | null): row is HookDeliveryRow =>
  row !== null &&
  typeof row === 'object' &&
  ['number', 'bigint', 'string'].includes(typeof row.id) &&
  typeof row.guid === 'string' &&
  typeof row.event === 'string';

function deliveryOf(row: HookDeliveryRow): HookDelivery {
  return {
    id: String(row.id),
    guid: row.guid,
    deliveredAt: instantOf(row.delivered_at ?? ''),
    isHeard: isHeard(row),
    event: row.event,
    action: row.action ?? null,
  };
}

function instantOf(text: string): Date | null {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** The words are for people; where there is a code, it decides. */
const isHeard = ({ status, status_code: code }: HookDeliveryRow): boolean =>
  typeof code === 'number' && code > 0 ? code >= 200 && code < 300 : status === 'OK';

/** `<https://api.github.com/app/hook/deliveries?per_page=100&cursor=v1_17>; rel="next"`, among others. */
function nextCursor(link: string | number | undefined): string | null {
  if (typeof link !== 'string') return null;
  const next = link.split(',').find((part) => part.includes('rel="next"'));
  const address = next?.slice(next.indexOf('<') + 1, next.indexOf('>')) ?? '';
  return URL.canParse(address) ? new URL(address).searchParams.get('cursor') : null;
}

/** What is about this one delivery: it is too old, or its app's webhook has changed. */
const REFUSALS: ReadonlySet<FailureKind> = new Set(['not-found', 'gone', 'invalid']);

/**
 * Asks for a webhook once more, by one of its attempts: it comes under the same guid. False where GitHub refuses for good.
 * @throws GitHubError, RateLimited
 */
export async function askForDelivery(client: GitHubClient, id: string): Promise<boolean> {
  const route = 'POST /app/hook/deliveries/{delivery_id}/attempts';
  try {
    await client.rest(route, { delivery_id: id }, { about: `asking for delivery ${id} again` });
    return true;
  } catch (error) {
    if (error instanceof GitHubError && REFUSALS.has(error.kind)) return false;
    throw error;
  }
}

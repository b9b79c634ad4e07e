/** Does what is asked: finds out who asks, spends their budget, and lets REST, GraphQL or a web page answer. */
import type { Actor } from './access.ts';
import { manifestAnswer, type AppManifests } from './app-manifests.ts';
import { limitHeaders, overLimit, refusalAnswer, secondaryLimit, withEtag } from './answers.ts';
import { isFree, resourceOf } from './asked.ts';
import type { Asked } from './asked.ts';
import type { Deliveries } from './deliveries.ts';
import type { EarlierAnswers } from './earlier-answers.ts';
import type { Faults } from './faults.ts';
import { answerGraphql, costOf, isMutation } from './graphql/execute.ts';
import type { GraphqlBody } from './graphql/execute.ts';
import type { Limits, Resource } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { RequestLog } from './request-log.ts';
import { findRoute } from './rest/route.ts';
import type { RestAnswer } from './rest/route.ts';
import { routes } from './rest/routes.ts';
import { signInAnswer } from './sign-in-pages.ts';
import type { SignIns } from './sign-ins.ts';
import type { Tokens } from './tokens.ts';
import { webPage } from './web-pages.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

export interface ServerParts {
  world: World;
  tokens: Tokens;
  signIns: SignIns;
  manifests: AppManifests;
  limits: Limits;
  deliveries: Deliveries;
  faults: Faults;
  earlier: EarlierAnswers;
  log: RequestLog;
  latencyMs: number;
}

/** Who asks; null where the credentials are refused. */
export function actorOrNull(parts: ServerParts, asked: Asked): Actor | null {
  try {
    return parts.tokens.actorOf(asked.request.headers.authorization);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Does what is asked; every refusal comes back as an answer. */
export async function work(parts: ServerParts, asked: Asked): Promise<{ answer: RestAnswer; actor: Actor | null }> {
  let actor: Actor | null = null;
  try {
    actor = parts.tokens.actorOf(asked.request.headers.authorization);
    const resource = resourceOf(asked);
    const waitSeconds = isFree(asked) ? null : parts.limits.enterPoints(actor, resource, minutePointsOf(asked));
    if (waitSeconds !== null) return { answer: refusedAsTooMuch(parts, actor, asked, waitSeconds), actor };
    const points = asked.graphql ? costOf(asked.graphql).cost : isFree(asked) ? 0 : 1;
    if (!parts.limits.spend(actor, resource, points)) {
      return { answer: overLimit(asked, { ...parts.limits.budget(actor, resource), remaining: 0 }), actor };
    }
    const answer = asked.graphql ? graphql(parts, actor, asked.graphql) : await rest(parts, actor, asked);
    const cached = withEtag(asked, answer);
    if (cached.status === 304) parts.limits.refund(actor, resource, points);
    const headers = { ...toldHeaders(parts.limits, actor, resource), ...cached.headers };
    return { answer: { ...cached, headers }, actor };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const headers = {
      ...toldHeaders(parts.limits, actor ?? { kind: 'anonymous' }, resourceOf(asked)),
      ...error.headers,
    };
    return { answer: { ...refusalAnswer(error), headers }, actor };
  }
}

/** GraphQL says it in an answer that looks like a success. */
function refusedAsTooMuch(parts: ServerParts, actor: Actor, asked: Asked, waitSeconds: number): RestAnswer {
  const answer = secondaryLimit(waitSeconds, asked.graphql ? 200 : 403);
  return { ...answer, headers: { ...toldHeaders(parts.limits, actor, resourceOf(asked)), ...answer.headers } };
}

const toldHeaders = (limits: Limits, actor: Actor, resource: Resource): Record<string, string> =>
  limits.isTold ? limitHeaders(limits.budget(actor, resource), resource) : {};

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#calculating-points-for-the-secondary-rate-limit */
const minutePointsOf = (asked: Asked): number =>
  (asked.graphql ? isMutation(asked.graphql) : !['GET', 'HEAD', 'OPTIONS'].includes(asked.method)) ? 5 : 1;

function graphql(parts: ServerParts, actor: Actor, body: GraphqlBody): RestAnswer {
  if (actor.kind === 'anonymous') throw new Refusal(401, 'This endpoint requires you to be authenticated.');
  return { status: 200, body: answerGraphql({ world: parts.world, limits: parts.limits, actor }, body) };
}

async function rest(parts: ServerParts, actor: Actor, asked: Asked): Promise<RestAnswer> {
  if (asked.path === null) return webAnswer(parts, asked);
  const path = withNames(parts.world, asked.path);
  const found = findRoute(routes, asked.method, path);
  if (!found) throw new Refusal(404, 'Not Found');
  const { world, tokens, limits, deliveries, manifests } = parts;
  const waitSeconds = found.route.content ? limits.enterContent(actor) : null;
  if (waitSeconds !== null) return secondaryLimit(waitSeconds, 403);
  const answer = await found.route.handle({
    world,
    tokens,
    limits,
    deliveries,
    manifests,
    actor,
    method: asked.method,
    path,
    query: asked.url.searchParams,
    params: found.params,
    body: jsonObject(asked.rawBody),
    accept: asked.request.headers.accept ?? '',
  });
  return answer;
}

function webAnswer(parts: ServerParts, asked: Asked): RestAnswer {
  const signIn = signInAnswer(parts.world, parts.signIns, asked);
  if (signIn) return signIn;
  const manifest = manifestAnswer(parts.world, parts.manifests, asked);
  if (manifest) return manifest;
  const page = asked.method === 'GET' ? webPage(parts.world, asked.url.pathname) : null;
  if (!page) throw new Refusal(404, 'Not Found');
  const headers = {
    'content-type': page.contentType,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  };
  return { status: 200, body: Buffer.from(page.content), headers };
}

/** `/repositories/{id}/…`, where redirects lead, is the same as `/repos/{owner}/{repo}/…`. */
function withNames(world: World, path: string): string {
  const match = /^\/repositories\/(\d+)(\/.*)?$/.exec(path);
  if (!match) return path;
  const repository = world.repositories.get(Number(match[1]));
  if (!repository) throw new Refusal(404, 'Not Found');
  return `/repos/${fullName(repository)}${match[2] ?? ''}`;
}

function jsonObject(rawBody: string): Record<string, unknown> {
  if (rawBody.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(rawBody);
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
  // Some endpoints take a bare list where the object has one field: labels of an issue.
  if (Array.isArray(value)) return { labels: value as unknown };
  if (typeof value !== 'object' || value === null) throw new Refusal(400, 'Body should be a JSON object');
  return value as Record<string, unknown>;
}

/**
 * What `milepost serve` takes from the environment. Names and defaults are Probot's, see `.env.example`, so that a
 * deployment knows them already; `DATABASE_URL` and what begins with `MILEPOST_` are ours.
 */
import { getPrivateKey } from '@probot/get-private-key';
import type { ContentLimits } from '../jobs/budget/content-slots.ts';
import { readContentLimits } from './content-limits.ts';
import type { Role } from './role.ts';
import { readSiteEnvironment, type SiteEnvironment } from './site-environment.ts';

export interface ServerEnvironment extends SiteEnvironment {
  appId: number;
  privateKey: string;
  webhookSecret: string;
  /** null: it does not listen. Only a worker without PORT does not. */
  port: number | null;
  host: string;
  webhookPath: string;
  /** null: the embedded store in `dataDirectory`. */
  databaseUrl: string | null;
  dataDirectory: string;
  /** Tasks that a worker does at once. */
  concurrency: number;
  /** What may be created for one installation. */
  content: ContentLimits;
}

/** One variable that is missing or unusable: what is wrong, and how to get it right. */
export interface EnvironmentProblem {
  variable: string;
  message: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Which store the environment names: also for the commands that need nothing else of the app. */
export const readStoreAddress = (variables: Variables): Pick<ServerEnvironment, 'databaseUrl' | 'dataDirectory'> => ({
  databaseUrl: variables['DATABASE_URL'] || null,
  dataDirectory: variables['MILEPOST_DATA_DIR'] || './.milepost',
});

const DEFAULT_PORT = 3000;

/** The path on which webhooks are taken in. */
export const webhookPathOf = (variables: Variables): string => variables['WEBHOOK_PATH'] || '/api/github/webhooks';

function readPort(variables: Variables, role: Role, problems: EnvironmentProblem[]): number | null {
  const text = variables['PORT'];
  if (!text) return role === 'worker' ? null : DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  problems.push({ variable: 'PORT', message: `PORT is “${text}”; a number from 0 to 65535 was expected.` });
  return DEFAULT_PORT;
}

/** Tasks wait for GitHub most of the time. One place is kept free for people's commands and checks. */
const DEFAULT_CONCURRENCY = 8;
const MOST_CONCURRENCY = 64;

function readConcurrency(variables: Variables, problems: EnvironmentProblem[]): number {
  const text = variables['MILEPOST_CONCURRENCY'];
  if (!text) return DEFAULT_CONCURRENCY;
  const concurrency = Number(text);
  if (Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= MOST_CONCURRENCY) return concurrency;
  problems.push({
    variable: 'MILEPOST_CONCURRENCY',
    message: `MILEPOST_CONCURRENCY is “${text}”; a number from 1 to ${MOST_CONCURRENCY} was expected.`,
  });
  return DEFAULT_CONCURRENCY;
}

function readAppId(variables: Variables, problems: EnvironmentProblem[]): number {
  const text = variables['APP_ID'];
  const appId = Number(text);
  if (text && Number.isInteger(appId) && appId > 0) return appId;
  problems.push({
    variable: 'APP_ID',
    message: text
      ? `APP_ID is “${text}”; the number on the app's settings page (“App ID”) was expected.`
      : "APP_ID is missing: the number on the app's settings page on GitHub (“App ID”).",
  });
  return 0;
}

function readPrivateKey(variables: Variables, problems: EnvironmentProblem[]): string {
  try {
    const { PRIVATE_KEY: text } = variables;
    // `docker run --env-file` hands on the quotes that everything else reads away.
    const unquoted = text?.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
    const key = getPrivateKey({ env: { ...variables, ...(unquoted === undefined ? {} : { PRIVATE_KEY: unquoted }) } });
    if (key) return key;
    problems.push({
      variable: 'PRIVATE_KEY',
      message:
        "PRIVATE_KEY is missing: generate a private key on the app's settings page on GitHub, and set PRIVATE_KEY to its " +
        'text, or PRIVATE_KEY_PATH to the .pem file.',
    });
  } catch (error) {
    problems.push({
      variable: variables['PRIVATE_KEY'] ? 'PRIVATE_KEY' : 'PRIVATE_KEY_PATH',
      message: `The private key cannot be read: ${(error as Error).message.split('\n')[0]} The text or the path of the .pem file from GitHub was expected.`,
    });
  }
  return '';
}

/**
 * The environment of the server, or everything that is wrong with it. A missing `WEBHOOK_SECRET` is a problem: Probot
 * would use a well-known one silently.
 */
export function readServerEnvironment(
  variables: Variables,
  role: Role = 'all',
): { environment: ServerEnvironment; problems: [] } | { environment: null; problems: EnvironmentProblem[] } {
  const problems: EnvironmentProblem[] = [];
  const appId = readAppId(variables, problems);
  const privateKey = readPrivateKey(variables, problems);
  const webhookSecret = variables['WEBHOOK_SECRET'] ?? '';
  if (webhookSecret === '') {
    problems.push({
      variable: 'WEBHOOK_SECRET',
      message:
        "WEBHOOK_SECRET is missing: the secret on the app's settings page on GitHub (“Webhook secret”); make one with `openssl rand -hex 32`.",
    });
  }
  const { content, problems: ofContent } = readContentLimits(variables);
  problems.push(...ofContent);
  const { problems: ofSite, ...site } = readSiteEnvironment(variables);
  problems.push(...ofSite);
  const port = readPort(variables, role, problems);
  const concurrency = readConcurrency(variables, problems);
  if (problems.length > 0) return { environment: null, problems };
  return {
    environment: {
      appId,
      privateKey,
      webhookSecret,
      port,
      host: variables['HOST'] || 'localhost',
      webhookPath: webhookPathOf(variables),
      concurrency,
      content,
      ...site,
      ...readStoreAddress(variables),
    },
    problems: [],
  };
}

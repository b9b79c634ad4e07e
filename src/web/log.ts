/** The log: Probot's, with every line blanked of secrets before it is written. */
import { getTransformStream, type Options } from '@probot/pino';
import { destination, pino, type Logger } from 'pino';
import { blankSecrets } from './blank-secrets.ts';
import type { ServerEnvironment } from './environment.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Password in a connection string, as it stands there and as it is meant; none where there is none, or no URL. */
function passwordsIn(url: string | null): string[] {
  if (url === null || !URL.canParse(url)) return [];
  const { password } = new URL(url);
  return password === '' ? [] : [password, decodeURIComponent(password)];
}

/** What must not be told: what the environment holds in confidence. */
const secretsOf = ({ privateKey, webhookSecret, databaseUrl }: ServerEnvironment, variables: Variables): string[] =>
  [privateKey, webhookSecret, ...passwordsIn(databaseUrl), variables['GITHUB_CLIENT_SECRET'] ?? ''].filter(
    (secret) => secret !== '',
  );

/** `LOG_LEVEL`, `LOG_FORMAT`, `LOG_LEVEL_IN_STRING`, `LOG_MESSAGE_KEY` and `SENTRY_DSN` as Probot has them; to the standard output. */
export async function createLog(environment: ServerEnvironment, variables: Variables): Promise<Logger> {
  const format = variables['LOG_FORMAT'] || (variables['NODE_ENV'] === 'production' ? 'json' : 'pretty');
  const options: Options = {
    logFormat: format as NonNullable<Options['logFormat']>,
    logLevelInString: variables['LOG_LEVEL_IN_STRING'] === 'true',
    ...(variables['SENTRY_DSN'] ? { sentryDsn: variables['SENTRY_DSN'] } : {}),
  };
  const transform = await getTransformStream(options);
  const output = destination(1);
  transform.on('data', (line: string | Buffer) => output.write(line.toString()));
  return pino(
    {
      name: 'milepost',
      level: variables['LOG_LEVEL'] || 'info',
      messageKey: variables['LOG_MESSAGE_KEY'] || 'msg',
      hooks: { streamWrite: blankSecrets(secretsOf(environment, variables)) },
    },
    transform,
  );
}

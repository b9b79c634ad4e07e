import { countChecks, type Check } from '../../render/diagnosis.ts';
import { diagnosisText } from '../../render/diagnosis-text.ts';
import { blankSecrets } from '../../web/blank-secrets.ts';
import { repositoryName } from '../repository-name.ts';
import { styleFor } from '../style-for.ts';
import type { ExitCode, Surroundings } from '../surroundings.ts';
import { variablesOf } from '../variables.ts';
import { diagnose } from './diagnose.ts';

const USUAL_WIDTH = 80;

/**
 * Looks at everything and prints it; 1 where there is a problem.
 * @throws Failure for a repository that is none
 */
export async function printDiagnosis(
  repository: string | null,
  { json }: { json: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stdout, env } = surroundings;
  const [owner = '', name = ''] = repository === null ? [] : repositoryName(repository, 'The repository').split('/');
  const found = await diagnose(surroundings, repository === null ? null : { owner, name });
  const checks = withoutSecrets(found, variablesOf(surroundings));
  const { problem, warning, ok, 'not-checked': notChecked } = countChecks(checks);
  const width = stdout.columns ?? USUAL_WIDTH;
  stdout.write(
    json
      ? `${JSON.stringify({ ok: problem === 0, counts: { ok, warning, problem, notChecked }, checks }, null, 2)}\n`
      : diagnosisText(checks, { style: styleFor(stdout, env), width }),
  );
  return problem === 0 ? 0 : 1;
}

const SECRETS = ['PRIVATE_KEY', 'WEBHOOK_SECRET', 'GITHUB_CLIENT_SECRET'];

/** Nothing is told that holds one; a second line, for what a library's error may quote. */
function withoutSecrets(checks: readonly Check[], variables: Record<string, string>): Check[] {
  const url = variables['DATABASE_URL'] ?? '';
  const password = URL.canParse(url) ? new URL(url).password : '';
  const secrets = [...SECRETS.map((name) => variables[name] ?? ''), password, decodeURIComponent(password)];
  const blank = blankSecrets(secrets.filter((secret) => secret !== ''));
  return checks.map((check) => ({
    ...check,
    found: blank(check.found),
    advice: check.advice === null ? null : blank(check.advice),
  }));
}

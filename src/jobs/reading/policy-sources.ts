/** From the configuration files that GitHub holds to the Policy. */
import { readFile } from '../../github/read-file.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { FileAtRef, RepositoryState } from '../../github/repository-files.ts';
import { POLICY_PATH } from '../../github/queries/repository-state.ts';
import { rules } from '../../plan/rules.ts';
import type { PolicyProblem, PolicyReading } from '../../policy/policy.ts';
import type { ConfigurationFiles } from './roadmap-files.ts';
import { readPolicy, type PolicySource, type PolicySources } from '../../policy/read-policy.ts';

/** Which configuration is in force, as one id: it changes when either file does. '' for none. */
const configurationOidOf = ({ policy, ownerPolicy }: RepositoryState): string =>
  [ownerPolicy?.oid, policy?.oid]
    .map((oid) => oid ?? '')
    .join('+')
    .replace(/^\+$/, '');

/** The configuration in force, to be compared with what was read before. */
export const configurationFilesOf = (state: RepositoryState): ConfigurationFiles => ({
  oid: configurationOidOf(state),
  policyPath: POLICY_PATH,
  policyOid: state.policy?.oid ?? null,
});

/**
 * The Policy at the commit that was looked at: the repository's file over the one in the owner's `.github` repository.
 * `audience`: who reads the problems, the token's owner or whoever can read the repository.
 * @throws GitHubError, RateLimited
 */
export async function readPolicyOf(
  client: GitHubClient,
  state: RepositoryState,
  audience: 'caller' | 'readers',
): Promise<PolicyReading> {
  const reading = await readBoth(client, state);
  return audience === 'caller' || state.ownerPolicyIsPublic ? reading : withoutPlaces(reading);
}

/** What is wrong in a configuration that not everybody can read is told by its number only. */
function withoutPlaces({ policy, problems }: PolicyReading): PolicyReading {
  const [own, organisation] = [true, false].map((isOwn) =>
    problems.filter(({ file }) => (file === POLICY_PATH) === isOwn),
  );
  const [first] = organisation ?? [];
  const message = `${organisation?.length} places are wrong here. Not everybody who can read this may read that file, so they are not named; \`milepost plan\` with a token that can read it names them. Nothing is written until they are right.`;
  return {
    policy,
    problems: [...(first === undefined ? [] : [{ ...first, key: '', line: 1, column: 1, message }]), ...(own ?? [])],
  };
}

async function readBoth(client: GitHubClient, state: RepositoryState): Promise<PolicyReading> {
  const { owner, name } = state.repository;
  const organisation = await readSource(client, state.ownerPolicy, {
    at: { owner, name: '.github', ref: null },
    label: `${owner}/.github: ${POLICY_PATH}`,
  });
  const repository = await readSource(client, state.policy, {
    at: { owner, name, ref: state.head?.oid ?? null },
    label: POLICY_PATH,
  });
  const tooLarge = [organisation, repository].filter((source) => source !== null && 'message' in source);
  if (tooLarge.length > 0) return { policy: null, problems: tooLarge };
  const sources = { organisation, repository } as PolicySources;
  return readPolicy(
    sources,
    rules.map(({ id }) => id),
  );
}

/** The file's text; a file that is no UTF-8 gets replacement characters, which the reading refuses with their place. */
async function readSource(
  client: GitHubClient,
  file: FileAtRef | null,
  { at, label }: { at: { owner: string; name: string; ref: string | null }; label: string },
): Promise<PolicySource | PolicyProblem | null> {
  if (file === null) return null;
  if (file.text !== null) return { text: file.text, file: label };
  const { bytes, size } = await readFile(client, { ...at, path: file.path, oid: file.oid, size: file.size });
  if (bytes !== null) return { text: bytes.toString('utf8'), file: label };
  const message = `The file has ${size} bytes; a configuration of a few lines was expected. Nothing is written until it is shorter.`;
  return { file: label, key: '', line: 1, column: 1, message };
}

/** The button *Fix*: takes the safe corrections, as one commit where Milepost may push, else as one review. */
import { mayDecide } from '../../github/access.ts';
import { commitOnBranch, StaleBranch } from '../../github/commit-on-branch.ts';
import type { ChangedFile } from '../../github/compare-commits.ts';
import type { GitHubClient } from '../../github/client.ts';
import { linesInDiff } from '../../github/diff-lines.ts';
import { GitHubError, isAbsent } from '../../github/github-error.ts';
import type { PullHead } from '../../github/pull.ts';
import { encodePath } from '../../github/route.ts';
import { signOffOf } from '../../github/sign-off.ts';
import { writeReview } from '../../github/suggest-in-review.ts';
import type { Finding } from '../../plan/model.ts';
import type { ObservedRepository } from '../../plan/observation.ts';
import type { Policy } from '../../policy/policy.ts';
import { count } from '../../render/count.ts';
import { createLinks } from '../../render/links.ts';
import { fixMarker, renderFixReview, type CorrectedLine } from '../../render/pull-check/pull-fix.ts';
import type { ReadChange } from './pull-readings.ts';
import type { RoadmapReader } from '../reading/read-roadmap.ts';

export interface FixTools {
  /** Asks who may; cannot write. */
  client: GitHubClient;
  /** Makes the client that may write. */
  writer: () => GitHubClient;
  reader: RoadmapReader;
  webUrl: string;
  webHost: string;
}

export interface FixInput {
  repository: ObservedRepository;
  pull: PullHead;
  policy: Policy;
  /** Login of whoever pressed; null where the event did not say. */
  sender: string | null;
  reads: readonly ReadChange[];
  files: readonly ChangedFile[];
}

/** `done`: something was written. `text`: what came of it, for the check. */
export interface FixOutcome {
  done: 'committed' | 'suggested' | null;
  text: string;
}

interface Correction {
  path: string;
  before: string;
  after: string;
  bom: boolean;
  made: number;
}

/** Findings that the button would correct: brought by the change, with a replacement for exactly their range. */
export const fixableFindings = ({ change, after }: ReadChange): Finding[] =>
  after?.text == null ? [] : change.findings.filter(({ suggestion }) => suggestion !== null);

/**
 * Safe to repeat: a commit names the head that it expects, a review is looked for before it is written.
 * @throws GitHubError, RateLimited
 */
export async function fixPull(tools: FixTools, input: FixInput): Promise<FixOutcome> {
  const refusal = await whyRefused(tools.client, input);
  if (refusal !== null) return nothing(refusal);
  if (input.reads.every((read) => fixableFindings(read).length === 0))
    return nothing('There is nothing left that Milepost can correct by itself.');
  const corrections = await correct(tools, input);
  const made = corrections.reduce((sum, correction) => sum + correction.made, 0);
  if (made === 0)
    return nothing(
      'None of the corrections can be made without changing more than they are for. Please make them by hand.',
    );
  const committed = (await mayPush(tools.client, input)) ? await commit(tools, input, corrections, made) : null;
  return committed ?? suggest(tools, input, corrections);
}

const nothing = (text: string): FixOutcome => ({ done: null, text });

/** What the commands ask for, the button asks for. */
async function whyRefused(client: GitHubClient, { policy, sender, repository }: FixInput): Promise<string | null> {
  if (policy.mode !== 'apply') return 'The configuration says `mode: plan`: nothing but this check is written.';
  if (sender === null) return 'GitHub did not say who pressed the button. Press it once more.';
  const decided = await mayDecide(client, repository, sender, policy.commands);
  if (decided.may) return null;
  return `${sender} may not do this here: it takes the role ${policy.commands.role} or a higher one, theirs is ${decided.role}. \`commands\` in .github/milepost.yml says who may.`;
}

async function correct({ reader }: FixTools, { reads }: FixInput): Promise<Correction[]> {
  const corrections: Correction[] = [];
  for (const read of reads) {
    const { after } = read;
    const text = after?.text ?? null;
    const findings = fixableFindings(read);
    if (after === null || text === null || findings.length === 0) continue;
    const wishes = findings.map(({ range: { startOffset, endOffset }, suggestion }) => [
      {
        kind: 'take-suggestion' as const,
        at: { startOffset, endOffset, text: text.slice(startOffset, endOffset) },
        suggestion: suggestion ?? '',
      },
    ]);
    const edited = await reader.edit(text, after.context, wishes);
    const made = edited?.outcomes.filter(({ state }) => state === 'made').length ?? 0;
    if (edited === null || made === 0) continue;
    corrections.push({ path: after.context.file, before: text, after: edited.text, bom: after.bom, made });
  }
  return corrections;
}

/** The branch is in this repository, and nobody protects it. */
async function mayPush(client: GitHubClient, { repository, pull }: FixInput): Promise<boolean> {
  if (pull.headRepositoryId !== repository.id) return false;
  try {
    const { data } = await client.rest<{ protected?: boolean }>(
      'GET /repos/{owner}/{repo}/branches/{+branch}',
      { owner: repository.owner, repo: repository.name, branch: encodePath(pull.headBranch) },
      { about: `reading branch ${pull.headBranch} of ${repository.owner}/${repository.name}` },
    );
    return data.protected !== true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** null where GitHub does not let Milepost push there: then it is suggested. */
async function commit(
  { writer, webHost }: FixTools,
  { repository, pull, policy }: FixInput,
  corrections: readonly Correction[],
  made: number,
): Promise<FixOutcome | null> {
  const client = writer();
  const signOff = policy.pull_request.sign_off ? await signOffOf(client, webHost) : null;
  const body = `Takes ${count(made, 'suggestion')} of the check on this pull request.`;
  try {
    await commitOnBranch(client, {
      owner: repository.owner,
      name: repository.name,
      branch: pull.headBranch,
      expectedHeadOid: pull.headOid,
      headline: made === 1 ? 'Correct the roadmap in one place' : `Correct the roadmap in ${made} places`,
      body: signOff === null ? body : `${body}\n\n${signOff}`,
      files: corrections.map(({ path, after, bom }) => ({ path, bytes: Buffer.from(bom ? `\uFEFF${after}` : after) })),
    });
    return {
      done: 'committed',
      text: `Milepost committed ${count(made, 'correction')} to the branch; the check of that commit follows.`,
    };
  } catch (error) {
    // After an answer that was lost this is the commit itself.
    if (error instanceof StaleBranch)
      return nothing(
        'The branch has moved on meanwhile. If corrections are left, the check of its newest commit has the button again.',
      );
    if (error instanceof GitHubError && (error.kind === 'forbidden' || error.kind === 'invalid')) return null;
    throw error;
  }
}

async function suggest(
  { writer, webUrl }: FixTools,
  { repository, pull, files }: FixInput,
  corrections: readonly Correction[],
): Promise<FixOutcome> {
  const { owner, name } = repository;
  const lines = corrections.flatMap((correction) => correctedLines(correction, files));
  const links = createLinks({
    serverUrl: webUrl,
    repo: `${owner}/${name}`,
    ref: pull.headOid,
    isConversation: true,
  });
  const { body, comments } = renderFixReview(lines, links);
  const review = { headOid: pull.headOid, body, marker: fixMarker(lines), comments };
  try {
    const written = await writeReview(writer(), { owner, name, number: pull.number }, review);
    return written === 'there'
      ? nothing('The same corrections are suggested in a review of this pull request already. Take them there.')
      : {
          done: 'suggested',
          text: `Milepost cannot push to this branch, so it suggested ${count(lines.length, 'correction')} in a review.`,
        };
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'forbidden')
      return nothing(
        'GitHub lets Milepost neither push to the branch nor write a review here. The findings below say what to write.',
      );
    throw error;
  }
}

/** Suggestions stay within their lines, so that both texts have the same number of them. */
function correctedLines({ path, before, after }: Correction, files: readonly ChangedFile[]): CorrectedLine[] {
  const inDiff = linesInDiff(files.find((file) => file.path === path)?.patch ?? null);
  const [old, corrected] = [before, after].map((text) => text.split(/\r\n|\r|\n/));
  return (corrected ?? []).flatMap((line, index) => {
    const was = old?.[index] ?? '';
    return was === line ? [] : [{ path, line: index + 1, before: was, after: line, isInDiff: inDiff.has(index + 1) }];
  });
}

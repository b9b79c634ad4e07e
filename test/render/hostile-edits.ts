/** Standing pull requests whose edits say whatever hostile texts one likes. */
import type { Proposal, ProposalSource } from '../../src/plan/proposal.ts';
import type { StandingPullContent } from '../../src/render/standing-pull.ts';
import { NAME, OWNER, REPO } from './sample-project.ts';

const sources = (text: string): ProposalSource[] => [
  { kind: 'opened-issue' },
  { kind: 'github' },
  { kind: 'command', by: text, url: `https://github.com/${REPO}/issues/4#issuecomment-900` },
  { kind: 'command', by: text, url: text },
];

/** One for each edit alone, and one with all of them: held, refused and left to people. */
export function hostileEdits(texts: readonly string[]): StandingPullContent[] {
  const proposals = texts.flatMap((text, index) =>
    sources(text).map((source, at): Proposal => {
      const key = `${text}:${index}:${at}`;
      return {
        key,
        edits: [],
        item: at === 0 ? null : { id: key, title: text, line: index + 1 },
        summary: `Plan “${text}” for ${text}`,
        reason: `${text} asked for “${text}”`,
        source,
        ...(source.kind === 'opened-issue' ? { issue: { owner: OWNER, repo: NAME, number: 12 } } : {}),
      };
    }),
  );
  const content = (held: Proposal[]): StandingPullContent => ({
    file: 'docs/@octocat #1/a|b`c(d)<e>/ROADMAP.md',
    isOnly: false,
    held,
    refused: proposals,
    inexact: proposals.map((proposal) => ({ proposal, message: `“${proposal.summary}” is not there: ${texts[0]}` })),
    isShared: false,
    signedOffBy: 'milepost[bot]',
  });
  return [
    ...proposals.map((proposal) => ({ ...content([proposal]), refused: [], inexact: [] })),
    content(proposals.map((proposal) => ({ ...proposal, key: `held ${proposal.key}` }))),
    { ...content([]), isShared: true },
  ];
}

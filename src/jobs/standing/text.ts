import type { StandingPull } from '../../plan/conversation.ts';
import { editDigest } from '../../plan/edit-boxes.ts';
import { roadmapKey } from '../../plan/keys.ts';
import { writePullMarker } from '../../plan/marker.ts';
import { textDigest } from '../../plan/standing.ts';
import { pullBody, pullTitle, type StandingPullContent } from '../../render/standing-pull.ts';
import { DOCUMENTATION_URL } from '../documentation.ts';
import type { StandingRun } from './run.ts';

/** Title and body as they are to be, and the digest by which it is known whether they are. The marker is not in the body yet. */
export interface PullText {
  title: string;
  body: string;
  text: string;
}

/** As many as any body has room for. */
const MOST_MARKED = 1_000;

/** `baseOid`: the commit whose lines are linked to. */
export function textOf(run: StandingRun, content: StandingPullContent, baseOid: string): PullText {
  const title = pullTitle(content);
  const proposals = [
    ...new Set([...(content.isShared ? (run.standing?.proposals ?? []) : []), ...content.held.map(({ key }) => key)]),
  ];
  const longest = markerOf(run, { number: 0, headOid: baseOid, baseOid, proposals, title });
  const place = { serverUrl: run.input.webUrl, repo: run.repo, ref: baseOid, documentationUrl: DOCUMENTATION_URL };
  const body = pullBody(content, place, longest.length);
  return { title, body, text: textDigest(title, body) };
}

/** What a store that has lost it needs; of the same length whatever the commits and digests in it are. */
export function markerOf(run: StandingRun, standing: StandingPull): string {
  const { state, planned } = run.input;
  const zeros = '0'.repeat(run.baseOid.length);
  return writePullMarker({
    roadmap: roadmapKey(state.repository.id, planned.path),
    edits: standing.proposals.slice(0, MOST_MARKED).map(editDigest),
    head: standing.headOid,
    base: standing.baseOid,
    baseFile: standing.baseFile ?? zeros,
    file: standing.file ?? zeros,
    text: standing.text ?? '0'.repeat(16),
    title: standing.title ?? '',
    shared: standing.shared === true,
  });
}

/**
 * The hidden marker in everything that Milepost writes: `<!-- milepost:issue:BASE64URL -->`. It is how a thing is found
 * again by another process, another door, or after a lost answer. Base64url keeps roadmap text from ending the comment.
 * A marker proves nothing by itself: the reader must check that its author is Milepost.
 */
import { z } from 'zod/mini';
import type { IssueMarkerData, SlipMarkerData } from './observation.ts';

export const MARKER_BEGIN = '<!-- milepost:';

const issueMarker = z.object({
  roadmap: z.string(),
  item: z.string(),
  title: z.string(),
  path: z.array(z.string()),
  waiting: z.array(z.string()),
});

const slipMarker = z.object({ roadmap: z.string(), item: z.string(), missed: z.string() });

const pullMarker = z.object({
  roadmap: z.string(),
  edits: z.array(z.string()),
  head: z.string(),
  base: z.string(),
  baseFile: z.string(),
  file: z.string(),
  text: z.string(),
  title: z.string(),
  shared: z.boolean(),
});

/** What the body of a standing pull request says for a store that has lost it. */
export interface PullMarkerData {
  /** See `roadmapKey`. */
  roadmap: string;
  /** `editDigest` of each edit on the branch; none in a pull request that Milepost closed itself. */
  edits: string[];
  /** Commit that Milepost wrote, and the commit of the base that it stands on. */
  head: string;
  base: string;
  /** Blob ids of the roadmap file on the base, and as Milepost wrote it. */
  baseFile: string;
  file: string;
  /** Digest of title and body, and the title, which a person may have changed since. */
  text: string;
  title: string;
  /** People's commits are on the branch. */
  shared: boolean;
}

const encode = (kind: string, data: object): string =>
  `${MARKER_BEGIN}${kind}:${Buffer.from(JSON.stringify(data)).toString('base64url')} -->`;

const MARKER = new RegExp(`${MARKER_BEGIN}([a-z-]{1,40}):([A-Za-z0-9_-]{1,40000}) -->`, 'g');

/** First marker of that kind in a body; null when there is none or it does not decode. */
function decode(kind: string, body: string): unknown {
  const data = [...body.matchAll(MARKER)].find((match) => match[1] === kind)?.[2];
  if (data === undefined) return null;
  try {
    return JSON.parse(Buffer.from(data, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

export const writeIssueMarker = (data: IssueMarkerData): string => encode('issue', data);

/** null when the body has no such marker, or a damaged one. */
export function readIssueMarker(body: string): IssueMarkerData | null {
  const parsed = issueMarker.safeParse(decode('issue', body));
  return parsed.success ? parsed.data : null;
}

export const writeSlipMarker = (data: SlipMarkerData): string => encode('slip', data);

/** null when the body has no such marker, or a damaged one. */
export function readSlipMarker(body: string): SlipMarkerData | null {
  const parsed = slipMarker.safeParse(decode('slip', body));
  return parsed.success ? parsed.data : null;
}

export const writePullMarker = (data: PullMarkerData): string => encode('pull', data);

/** null when the body has no such marker, or a damaged one. */
export function readPullMarker(body: string): PullMarkerData | null {
  const parsed = pullMarker.safeParse(decode('pull', body));
  return parsed.success ? parsed.data : null;
}

const dashboardMarker = z.object({ repository: z.number() });

/** What marks the dashboard of a repository: its database id, so that one transferred from elsewhere is not taken for it. */
export const writeDashboardMarker = (data: { repository: number }): string => encode('dashboard', data);

/** null when the body has no such marker, or a damaged one. */
export function readDashboardMarker(body: string): { repository: number } | null {
  const parsed = dashboardMarker.safeParse(decode('dashboard', body));
  return parsed.success ? parsed.data : null;
}

const replyMarker = z.object({ comment: z.number() });

/** In the reply to a command: database id of the comment that it answers. */
export const writeReplyMarker = (data: { comment: number }): string => encode('reply', data);

/** null when the body has no such marker, or a damaged one. */
export function readReplyMarker(body: string): { comment: number } | null {
  const parsed = replyMarker.safeParse(decode('reply', body));
  return parsed.success ? parsed.data : null;
}

import type { Reference } from '../roadmap/model.ts';
import { plainText } from './plain-text.ts';

/** Where a reference points, in the short form that people write: `acme/rocket#12`, `acme/rocket milestone 3`, `acme project 4`. */
export function referenceText({ kind, owner, repo, number }: Reference): string {
  const place = plainText(repo === null ? owner : `${owner}/${repo}`);
  return kind === 'issue' || kind === 'pull' ? `${place}#${number}` : `${place} ${kind} ${number}`;
}

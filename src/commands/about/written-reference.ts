import type { ReferenceTarget } from '../../roadmap/references/references.ts';
import { targetOfUrl } from '../../roadmap/references/references.ts';

const SHORT = /^(?:([A-Za-z0-9][A-Za-z0-9_.-]{0,99})\/([A-Za-z0-9_.-]{1,100}))?#([1-9]\d{0,8})$/;

/** `#12`, `owner/repo#12`, `12`, or an address of an issue, pull request, discussion or milestone on this host; null else. */
export function writtenReference(
  written: string,
  repository: { owner: string; name: string },
  host: string,
): ReferenceTarget | null {
  const match = SHORT.exec(/^\d+$/.test(written) ? `#${written}` : written);
  if (match !== null) {
    const [, owner = repository.owner, repo = repository.name, number] = match;
    return { kind: 'issue', owner, repo, number: Number(number) };
  }
  if (!/^https?:\/\//i.test(written)) return null;
  const context = { file: 'ROADMAP.md', repo: `${repository.owner}/${repository.name}`, host, asOf: '' };
  return targetOfUrl(written, context);
}

/** `#12` in the repository itself, else `owner/repo#12`, with what it is where that is no issue. */
export function sayReference(
  { kind, owner, repo, number }: ReferenceTarget,
  repository: { owner: string; name: string },
): string {
  const isOwn = `${owner}/${repo ?? ''}`.toLowerCase() === `${repository.owner}/${repository.name}`.toLowerCase();
  const name = isOwn ? `#${number}` : `${owner}/${repo ?? ''}#${number}`;
  return kind === 'issue' || kind === 'pull' ? name : `${kind} ${name}`;
}

/** An item's references as all who read the roadmap may see them. */
import type { Item, Reference } from '../../roadmap/model.ts';
import { factOf } from '../facts.ts';
import type { FoundReference, Observation } from '../observation.ts';
import { referenceKey } from '../observation.ts';
import type { OpenedIssue } from '../opened-issues.ts';
import type { ViewReference } from './view.ts';

/** Whatever the reason that no more may be told: the same words, so that none can be told from the others. */
export const PRIVATE_REFERENCE = 'a private reference';

export interface ReferenceFrame {
  /** The roadmap's own repository, `owner/name`; null for a file that belongs to none. */
  repo: string | null;
  observed: Observation | null;
  /** The issue that Milepost opened for the item. */
  opened: OpenedIssue | undefined;
  serverUrl: string | null;
}

type Named = Pick<Reference, 'kind' | 'owner' | 'repo' | 'number'>;

/** Those of the file, then the issue that Milepost opened for the item, unless the file names it already. */
export function referencesOf({ references }: Item, frame: ReferenceFrame): ViewReference[] {
  const said = references.map((reference) => viewReference(reference, frame));
  const own = openedReference(references, frame);
  return own === null ? said : [...said, own];
}

function viewReference(reference: Named, frame: ReferenceFrame): ViewReference {
  const { observed } = frame;
  const fact = observed === null ? ({ state: 'unknown' } as const) : factOf(reference, observed);
  const { kind } = reference;
  if (fact.state === 'private') return { kind, label: PRIVATE_REFERENCE, url: null, title: null, state: null };
  const label = labelOf(reference, frame.repo);
  const url = addressOf(reference, frame);
  if (fact.state === 'unknown') return { kind, label, url, title: null, state: null };
  if (fact.state === 'missing') return { kind, label, url, title: null, state: 'missing' };
  return { kind: fact.found.kind, label, url: fact.found.url, title: fact.found.title, state: stateOf(fact.found) };
}

/** One that was only just opened nobody has looked at yet: it counts as open, until the next look. */
function openedReference(references: readonly Reference[], frame: ReferenceFrame): ViewReference | null {
  const { repo, opened, observed } = frame;
  const [owner, name] = repo?.split('/') ?? [];
  if (opened === undefined || opened.number === null || owner === undefined || name === undefined) return null;
  const own = { kind: 'issue', owner, repo: name, number: opened.number } as const;
  const key = referenceKey(own);
  const isSaid = references.some((reference) => {
    const said = observed?.references[referenceKey(reference)];
    return referenceKey(reference) === key || (said?.state === 'found' && referenceKey(said) === key);
  });
  if (isSaid) return null;
  const shown = viewReference(own, frame);
  const isUnseen = observed !== null && observed.references[key] === undefined;
  return isUnseen ? { ...shown, state: 'open' } : shown;
}

function stateOf({ open, stateReason }: FoundReference): 'open' | 'done' | 'dropped' {
  if (open) return 'open';
  return stateReason === 'not-planned' || stateReason === 'duplicate' ? 'dropped' : 'done';
}

/** `#12`, `milestone 3` in the roadmap's own repository, else with `owner/repo` before it; `acme project 4`. */
function labelOf({ kind, owner, repo, number }: Named, ownRepo: string | null): string {
  if (repo === null) return `${owner} project ${number}`;
  const isOwn = `${owner}/${repo}`.toLowerCase() === ownRepo?.toLowerCase();
  if (kind === 'issue' || kind === 'pull') return isOwn ? `#${number}` : `${owner}/${repo}#${number}`;
  return isOwn ? `${kind} ${number}` : `${owner}/${repo} ${kind} ${number}`;
}

const PLACES: Record<ViewReference['kind'], string> = {
  issue: 'issues',
  pull: 'pull',
  discussion: 'discussions',
  milestone: 'milestone',
  project: 'projects',
};

/** null where it cannot be told: whether a project's owner is an organisation the reference does not say. */
function addressOf({ kind, owner, repo, number }: Named, { serverUrl }: ReferenceFrame): string | null {
  if (serverUrl === null || repo === null) return null;
  return `${serverUrl}/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/${PLACES[kind]}/${number}`;
}

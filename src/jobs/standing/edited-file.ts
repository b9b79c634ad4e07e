/** The roadmap file with what Proposals ask for, as the bytes that are to be committed. */
import { blobOid } from '../../github/blob.ts';
import type { Proposal } from '../../plan/proposal.ts';
import { isAddedAlready } from '../../plan/said-already.ts';
import type { WishOutcome } from '../../roadmap/edit/apply-alternatives.ts';
import type { Identified } from '../../roadmap/identity/identified.ts';
import type { ReadingContext, Roadmap } from '../../roadmap/model.ts';
import type { RoadmapSource } from '../reading/plan-roadmap.ts';
import type { RoadmapReader } from '../reading/read-roadmap.ts';

export interface EditedFile {
  bytes: Buffer;
  /** Their blob id. */
  file: string;
  made: Proposal[];
  /** The file says it by itself. */
  said: Proposal[];
  inexact: { proposal: Proposal; message: string }[];
}

export interface FileToEdit {
  source: RoadmapSource;
  context: ReadingContext;
  /** The reading of that text. */
  roadmap: Pick<Roadmap, 'items'>;
  /** Items by whose ids the Proposals name them. */
  known: readonly Identified[];
  /** Hexadecimal digits of the repository's object ids. */
  oidLength: number;
}

const TOO_MANY = 'With the other edits the file takes too long to read. It comes once those are merged.';

/**
 * Edits the text; a byte order mark stays. Corrections of references cost a reading each: where all together take too long, they
 * wait for another time. null where the file takes too long even without them.
 */
export async function editFile(
  reader: Pick<RoadmapReader, 'edit'>,
  { source, context, roadmap, known, oidLength }: FileToEdit,
  proposals: readonly Proposal[],
): Promise<EditedFile | null> {
  const there = proposals.filter((proposal) => isAddedAlready(proposal, roadmap));
  const wanted = proposals.filter((proposal) => !there.includes(proposal));
  const edit = (some: readonly Proposal[]) =>
    some.length === 0
      ? { text: source.text, outcomes: [] }
      : reader.edit(
          source.text,
          context,
          some.map(({ edits }) => edits),
          known,
        );
  const lighter = wanted.filter((proposal) => !isCorrection(proposal));
  const whole = await edit(wanted);
  const edited = whole ?? (lighter.length === wanted.length ? null : await edit(lighter));
  if (edited === null) return null;
  const tried = whole === null ? lighter : wanted;
  const put = wanted.filter((proposal) => !tried.includes(proposal));
  const bytes = Buffer.from(`${source.bom ? '\uFEFF' : ''}${edited.text}`, 'utf8');
  const withState = (state: WishOutcome['state']): Proposal[] =>
    tried.filter((_, index) => edited.outcomes[index]?.state === state);
  return {
    bytes,
    file: blobOid(bytes, oidLength),
    made: withState('made'),
    said: [...there, ...withState('said')],
    inexact: [
      ...tried.flatMap((proposal, index) => {
        const outcome = edited.outcomes[index];
        return outcome?.state === 'refused' ? [{ proposal, message: outcome.refusal.message }] : [];
      }),
      ...put.map((proposal) => ({ proposal, message: TOO_MANY })),
    ],
  };
}

const isCorrection = ({ edits }: Proposal): boolean => edits.some(({ kind }) => kind === 'take-suggestion');

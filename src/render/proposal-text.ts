import type { Plan } from '../plan/model.ts';
import type { Proposal } from '../plan/proposal.ts';
import type { StandingReport } from '../plan/report.ts';
import { count } from './count.ts';
import { displayWidth } from './display-width.ts';
import { plainText, shorten } from './plain-text.ts';
import type { TerminalLayout } from './terminal-style.ts';
import { hang } from './wrap-words.ts';

const MAX_LENGTH = 300;

const short = (text: string): string => shorten(plainText(text), MAX_LENGTH);

/** The edits of the file that the standing pull request would propose; none for none. */
export function proposalBlock({ file, proposals }: Plan, layout: TerminalLayout): string[] {
  if (proposals.length === 0) return [];
  const { style, width } = layout;
  const name = plainText(file);
  const places = proposals.map(({ item }) => (item === null ? name : `${name}:${item.line}`));
  const placeWidth = Math.max(...places.map(displayWidth));
  const indent = 4 + placeWidth + 2;
  const rows = proposals.flatMap(({ summary, reason }: Proposal, index) => [
    ...hang(`  ${style.yellow('~')} ${style.dim(places[index]!.padEnd(placeWidth))}  `, short(summary), {
      indent,
      width,
    }),
    ...hang(' '.repeat(indent), short(reason), { indent, width, style: style.dim }),
  ]);
  const heading = `Milepost keeps ${count(proposals.length, 'edit')} of ${name} in its pull request:`;
  return ['', ...hang('', heading, { indent: 0, width, style: style.bold }), ...rows];
}

/** What became of the standing pull request, with what it holds and what it does not; none where there is nothing to propose. */
export function pullBlock(
  { state, number, url, reason, edits, refusedEdits }: StandingReport,
  layout: TerminalLayout,
): string[] {
  const { style, width } = layout;
  const lead = PULL_LEADS[state];
  if (lead === null) return [];
  const heading = `${lead}${number === null ? '' : ` #${number}`}${state === 'open' ? ` proposes ${count(edits.length, 'edit')}` : ''}:`;
  const sign = state === 'refused' ? style.red('✗') : style.green('✓');
  return [
    '',
    ...hang('', heading, { indent: 0, width, style: style.bold }),
    ...(url === null ? [] : [`  ${style.blue(plainText(url))}`]),
    ...(reason === null
      ? []
      : hang('  ', short(reason), { indent: 2, width, style: state === 'refused' ? style.red : style.dim })),
    ...edits.flatMap(({ summary }) => hang(`  ${sign} `, short(summary), { indent: 4, width })),
    ...refusedEdits.flatMap(({ summary, by, message }) => {
      const why = by === 'person' ? 'a person does not want it' : (message ?? 'the file has no way to say it');
      return hang(`  ${style.yellow('!')} `, `${short(summary)}: ${short(why)}`, { indent: 4, width });
    }),
  ];
}

const PULL_LEADS: Record<StandingReport['state'], string | null> = {
  none: null,
  open: 'Pull request',
  closed: 'Closed pull request',
  merged: 'Merged since the last sync: pull request',
  refused: 'Not proposed in pull request',
};

/** For the line of counts: `3 edits for the pull request`, `3 edits proposed in #12`; '' for none. */
export function pullSummary({ proposals }: Plan, pull: StandingReport | undefined): string {
  if (pull === undefined)
    return proposals.length === 0 ? '' : `${count(proposals.length, 'edit')} for the pull request`;
  if (pull.state === 'refused') return 'the pull request is as it was';
  return pull.state === 'open' ? `${count(pull.edits.length, 'edit')} proposed in #${pull.number ?? '?'}` : '';
}

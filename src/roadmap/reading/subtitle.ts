import type { SectionBlock } from '../markdown/blocks.ts';
import { withoutNumber } from '../markdown/numbering.ts';
import { offsetsOf } from '../markdown/phrase.ts';
import { rangeAt } from '../markdown/source.ts';
import { targetOfHeading, toTarget } from '../target/target.ts';
import { countWords } from '../words.ts';
import { readFields } from './fields.ts';
import { phrasesOf } from './lists.ts';
import { note } from './reading.ts';
import type { Reading } from './reading.ts';
import type { Scope } from './scope.ts';
import { groupWords } from './section-reading.ts';
import type { GroupWords } from './section-reading.ts';

/** The first heading under one that names a release, where it is only a time: it says when that release is. */
export function subtitleOf(around: SectionBlock): SectionBlock | null {
  const first = around.content.find((part) => part.type === 'section');
  if (first?.form !== 'heading' || around.form !== 'heading' || !namesRelease(around)) return null;
  const mention = targetOfHeading(first.phrase.text, { notBefore: '2000-01-01', year: null });
  const isOnlyTime = mention?.kind === 'timeframe' && countWords(first.phrase.text.replace(mention.text, '')) === 0;
  return isOnlyTime ? first : null;
}

function namesRelease(section: SectionBlock): boolean {
  const text = section.numbered ? withoutNumber(section.phrase.text) : section.phrase.text;
  return targetOfHeading(text, { notBefore: '2000-01-01', year: null })?.kind === 'release';
}

export function withSubtitle(into: Reading, section: SectionBlock, words: GroupWords, scope: Scope): GroupWords {
  const first = subtitleOf(section);
  if (first === null) return words;
  const said = groupWords(into, first.phrase, scope);
  note(into, rangeAt(into.source, first.start, first.headingEnd), 'subtitle-time');
  if (words.target === null) return { ...words, target: said.target, mention: said.mention };
  if (words.target.start !== null || said.target === null) return words;
  return { ...words, target: { ...words.target, start: said.target.start, end: said.target.end } };
}

/** `Timeline: Q1 2026` in front of a section's works, where its heading names no time. */
export function withFields(into: Reading, section: SectionBlock, words: GroupWords, scope: Scope): GroupWords {
  if (words.target !== null || section.form !== 'heading') return words;
  const end = section.content.findIndex((part) => part.type !== 'paragraph');
  const introduction = section.content.slice(0, end === -1 ? undefined : end);
  const { target } = readFields(
    phrasesOf(introduction.filter((part) => part.type === 'paragraph')),
    into.source,
    scope.anchor,
  );
  if (target?.mention == null) return words;
  const [from, to] = offsetsOf(target.phrase, target.mention.from, target.mention.to, into.source);
  return {
    ...words,
    mention: target.mention,
    target: toTarget(target.mention, rangeAt(into.source, from, to), words.milestone),
  };
}

import type { Block, Entry, List, Other, Row, SectionBlock, SectionForm, Table } from './blocks.ts';
import { cellsOfDetachedRows } from './detached-rows.ts';
import { readHtmlTable } from './html-table.ts';
import { leadForm } from '../classify/leads.ts';
import { markNumbering } from './numbering.ts';
import { markCards } from '../classify/mark-cards.ts';
import { NO_PHRASE, phraseOf } from './phrase.ts';
import type { Phrase, PhraseContext } from './phrase.ts';
import type { Source } from './source.ts';
import type { MarkdownNode, MarkdownTree } from './tree.ts';

/** Brings Markdown's flat run of blocks into nested sections, with bold leads and labels as sections of their own. */
export function outlineOf({ root: tree, urlsByLabel }: MarkdownTree, source: Source): SectionBlock {
  const context: PhraseContext = { source, urlsByLabel };
  const root = newSection('root', NO_PHRASE, 0, 0, 0);
  root.end = source.text.length;
  const open: SectionBlock[] = [root];
  const blocks = tree.children;
  // Where an HTML table ends that Markdown has cut into several blocks.
  let readTo = 0;
  blocks.forEach((node, index) => {
    const { start, end } = node;
    if (start < readTo) return;
    const table = node.type === 'html' ? readHtmlTable(source, start, end) : null;
    const section = table === null ? sectionOf(node, blocks[index + 1], context) : null;
    if (table !== null) {
      readTo = table.end;
      addBlock(open, table, context);
    } else if (section !== null) enter(open, section);
    else addContent(open, node, context);
  });
  // Empty lines at the end belong to nothing.
  closeAll(open, 0, source.text.trimEnd().length);
  markNumbering(root);
  markCards(root);
  return root;
}

function newSection(form: SectionForm, phrase: Phrase, level: number, start: number, headingEnd: number): SectionBlock {
  return {
    type: 'section',
    form,
    phrase,
    level,
    content: [],
    numbered: false,
    start,
    headingEnd,
    end: headingEnd,
  };
}

const LEVELS: Readonly<Record<'bold' | 'label', number>> = { bold: 7, label: 8 };

/** The section that a node opens, null when it opens none. */
function sectionOf(node: MarkdownNode, next: MarkdownNode | undefined, context: PhraseContext): SectionBlock | null {
  const { start, end } = node;
  if (node.type === 'heading') {
    return newSection('heading', phraseOf(node.children, context), node.depth, start, end);
  }
  if (node.type === 'html') return summarySection(node.value, start, end);
  if (node.type !== 'paragraph') return null;
  const phrase = phraseOf(node.children, context);
  const form = leadForm(phrase, next?.type ?? null);
  return form === null ? null : newSection(form, phrase, LEVELS[form], start, end);
}

/** `<details><summary>Later</summary>`: the summary is the heading of what is folded away. */
function summarySection(html: string, start: number, end: number): SectionBlock | null {
  const match = /<summary[^>]{0,200}>([^<]{1,300}(?:<[^>]{0,100}>[^<]{0,300}){0,6})<\/summary>/i.exec(html);
  const inner = match?.[1];
  if (match === null || inner === undefined) return null;
  const text = inner.replaceAll(/<[^<>]{0,200}>/g, '').trim();
  if (text === '') return null;
  const at = start + Math.max(html.indexOf(text, match.index), match.index);
  const style = { code: false, strong: true, emphasis: false, deleted: false, break: null, link: null };
  const piece = { text, at: 0, start: at, end: at + text.length, exact: true, ...style };
  return newSection(
    'bold',
    { text, pieces: [piece], links: [], newlines: [], start: at, end: at + text.length },
    LEVELS.bold,
    start,
    end,
  );
}

function enter(open: SectionBlock[], section: SectionBlock): void {
  closeAll(open, section.level, section.start);
  const around = open[open.length - 1];
  around?.content.push(section);
  open.push(section);
}

/** Closes every open section of `level` or deeper. The root never closes. */
function closeAll(open: SectionBlock[], level: number, at: number): void {
  while (open.length > 1 && (open[open.length - 1]?.level ?? 0) >= level) {
    const closed = open.pop();
    if (closed !== undefined) closed.end = Math.max(closed.headingEnd, at);
  }
}

function addContent(open: SectionBlock[], node: MarkdownNode, context: PhraseContext): void {
  const block = blockOf(node, context);
  if (block !== null) addBlock(open, block, context);
}

function addBlock(open: SectionBlock[], block: Block, context: PhraseContext): void {
  // A label speaks for the list or table right after it; prose or a rule ends it.
  if (block.type !== 'list' && block.type !== 'table') closeAll(open, LEVELS.label, block.start);
  const section = open[open.length - 1];
  if (section === undefined) return;
  const previous = section.content[section.content.length - 1];
  if (block.type === 'paragraph' && previous?.type === 'table') {
    const rows = cellsOfDetachedRows(block, previous, context.source);
    if (rows !== null) {
      previous.rows.push(...rows);
      previous.end = block.end;
      return;
    }
  }
  if (block.type === 'list' && previous?.type === 'paragraph' && endsWithColon(previous.phrase))
    block.leadIn = previous.phrase;
  section.content.push(block);
}

function endsWithColon(phrase: Phrase): boolean {
  return /[:：]\s*$/.test(phrase.text);
}

function endOfText({ text }: Source, start: number, end: number): number {
  return start + text.slice(start, end).replace(/(?:\r\n|\n)$/, '').length;
}

function blockOf(node: MarkdownNode, context: PhraseContext): Block | null {
  const { start, end } = node;
  switch (node.type) {
    case 'paragraph':
      return { type: 'paragraph', phrase: phraseOf(node.children, context), start, end };
    case 'list':
      return listOf(node, context);
    case 'table':
      return tableOf(node, context);
    case 'code':
      // What nobody closes takes the last line's end with it.
      return { type: 'code', phrases: [], start, end: endOfText(context.source, start, end) };
    case 'html':
      return { type: 'html', phrases: [], start, end: endOfText(context.source, start, end) };
    case 'thematicBreak':
      return { type: 'rule', phrases: [], start, end };
    case 'blockquote':
      return quoteOf(node, context);
    default:
      return null;
  }
}

function quoteOf(node: MarkdownNode, context: PhraseContext): Other {
  const { start, end } = node;
  const phrases: Phrase[] = [];
  const visit = (children: readonly MarkdownNode[]): void => {
    for (const child of children) {
      if (child.type === 'paragraph' || child.type === 'heading') phrases.push(phraseOf(child.children, context));
      else visit(child.children);
    }
  };
  visit(node.children);
  return { type: 'quote', phrases, start, end };
}

function listOf(node: MarkdownNode, context: PhraseContext): List {
  const { start, end } = node;
  return { type: 'list', entries: node.children.map((item) => entryOf(item, context)), leadIn: null, start, end };
}

function entryOf(item: MarkdownNode, context: PhraseContext): Entry {
  const { start, end } = item;
  const [first, ...rest] = item.children;
  const begins = first?.type === 'paragraph' ? first : null;
  const phrase = begins === null ? { ...NO_PHRASE, start, end: start } : phraseOf(begins.children, context);
  const blocks: Block[] = [];
  for (const child of begins === null ? item.children : rest) {
    const block = blockOf(child, context);
    if (block === null) continue;
    const previous = blocks[blocks.length - 1];
    if (block.type === 'list' && previous?.type === 'paragraph' && endsWithColon(previous.phrase))
      block.leadIn = previous.phrase;
    blocks.push(block);
  }
  return { phrase, checked: item.checked, blocks, start, end };
}

function tableOf(node: MarkdownNode, context: PhraseContext): Table {
  const { start, end } = node;
  const [head, ...body] = node.children;
  return {
    type: 'table',
    columns: head === undefined ? [] : cellsOf(head, context),
    rows: body.map((row): Row => ({
      cells: cellsOf(row, context),
      detached: false,
      start: row.start,
      end: row.end,
    })),
    start,
    end,
  };
}

function cellsOf(row: MarkdownNode, context: PhraseContext): Phrase[] {
  return row.children.map((cell) => {
    const phrase = phraseOf(cell.children, context);
    const { start } = cell;
    return cell.children.length === 0 ? { ...phrase, start, end: start } : phrase;
  });
}

/** What raw HTML in a comment hides or quotes: commands in there are not meant. Every function is linear in its text. */

/** Elements whose text is code, a quotation, or nothing that anybody reads. */
const UNMEANT: ReadonlySet<string> = new Set([
  'blockquote',
  'code',
  'kbd',
  'pre',
  'q',
  'samp',
  'script',
  'style',
  'template',
  'textarea',
  'title',
  'tt',
]);

/** Nobody's tag is longer; looking further for its end costs time that a hostile comment could ask for. */
const MAX_TAG_LENGTH = 2_000;

export interface Tag {
  /** Lower case. */
  name: string;
  kind: 'open' | 'close';
  /** Offset behind its `>`. */
  end: number;
}

/** The complete tag that begins at `at`, as CommonMark knows raw HTML; null where there is none. */
export function tagAt(text: string, at: number): Tag | null {
  const head = /^<(\/?)([A-Za-z][A-Za-z0-9-]{0,63})(?=[\s/>])/.exec(text.slice(at, at + 70));
  const name = head?.[2]?.toLowerCase();
  if (head === null || name === undefined) return null;
  const limit = Math.min(text.length, at + MAX_TAG_LENGTH);
  let quote = '';
  for (let offset = at + head[0].length; offset < limit; offset += 1) {
    const char = text.charAt(offset);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '>') {
      const kind = head[1] === '/' ? 'close' : 'open';
      return { name, kind, end: offset + 1 };
    } else if (char === '<') return null;
    else if ((char === '"' || char === "'") && text.charAt(offset - 1) === '=') quote = char;
  }
  return null;
}

/** Offset behind the comment that begins at `at`; null when nothing closes it. `<!-->` is a whole one. */
export function commentEnd(text: string, at: number): number | null {
  if (text.startsWith('<!-->', at)) return at + 5;
  if (text.startsWith('<!--->', at)) return at + 6;
  const end = text.indexOf('-->', at + 4);
  return end === -1 ? null : end + 3;
}

/** What is open between the blocks of one comment. */
export class RawHtml {
  readonly #open = new Map<string, number>();
  #isInComment = false;

  /** Whether what is written now would be read, as a person's own words. */
  get isClear(): boolean {
    return !this.#isInComment && this.#open.size === 0;
  }

  /** Heeds a tag. */
  pass({ name, kind }: Tag): void {
    if (!UNMEANT.has(name)) return;
    const count = (this.#open.get(name) ?? 0) + (kind === 'open' ? 1 : -1);
    if (count > 0) this.#open.set(name, count);
    else this.#open.delete(name);
  }

  /** Heeds a block of HTML; gives those of the `places` (offsets, ascending) whose words would be read. */
  readBlock(text: string, places: readonly number[]): number[] {
    const clear: number[] = [];
    let next = 0;
    /** Everything before `end` is as it is now; what lies from `hidden` on, inside a tag or a comment. */
    const settle = (end: number, isShown: boolean): void => {
      for (let place = places[next]; place !== undefined && place < end; place = places[next]) {
        if (isShown && this.isClear) clear.push(place);
        next += 1;
      }
    };
    let at = 0;
    while (at < text.length) {
      if (this.#isInComment) {
        const close = text.indexOf('-->', at);
        const end = close === -1 ? text.length : close + 3;
        settle(end, false);
        this.#isInComment = close === -1;
        at = end;
        continue;
      }
      const sign = text.indexOf('<', at);
      if (sign === -1) break;
      settle(sign, true);
      const isComment = text.startsWith('<!--', sign);
      const tag = isComment ? null : tagAt(text, sign);
      if (isComment) {
        const end = commentEnd(text, sign);
        this.#isInComment = end === null;
        at = end ?? text.length;
        settle(at, false);
      } else if (tag === null) at = sign + 1;
      else {
        settle(tag.end, false);
        this.pass(tag);
        at = tag.end;
      }
    }
    settle(Infinity, true);
    return clear;
  }
}

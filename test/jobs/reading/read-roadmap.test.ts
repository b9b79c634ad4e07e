import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReadingContext, Roadmap } from '../../../src/roadmap/model.ts';
import { createRoadmapReader, type RoadmapReader } from '../../../src/jobs/reading/read-roadmap.ts';

const context: ReadingContext = {
  file: 'ROADMAP.md',
  repo: 'example-org/lantern',
  host: 'github.com',
  asOf: '2024-05-01',
};
const HARMLESS = '## Q3 2024\n\n- Dim the light at dusk (#4)\n';
/** Takes the Markdown parser many seconds: it goes through all that came before at each of these. */
const HOSTILE = 'a**b' + ' c* '.repeat(20_000);

const titlesOf = ({ items }: Roadmap): string[] => items.map(({ title }) => title);

describe('the reader', () => {
  let reader: RoadmapReader;
  beforeEach(() => {
    reader = createRoadmapReader({ deadlineMs: 1_000 });
  });
  afterEach(() => reader.close());

  it('gives the Roadmap of one text after another', async () => {
    for (const title of ['Dim the light', 'Ring the bell', 'Paint the door']) {
      const { items, problems } = await reader.read(`## Next\n\n- ${title}\n`, context);
      expect(items.map((item) => item.title)).toEqual([title]);
      expect(problems).toEqual([]);
    }
  });

  it('gives a problem for a text that takes too long, and the next text is read by a new worker', async () => {
    const [hostile, harmless] = await Promise.all([reader.read(HOSTILE, context), reader.read(HARMLESS, context)]);
    expect(hostile.items).toEqual([]);
    expect(hostile.problems).toMatchObject([{ rule: 'unreadable-file', line: 1 }]);
    expect(hostile.problems[0]!.message).toMatch(/too intricate/);
    expect(harmless.items).toHaveLength(1);
  });

  it('explains a text line by line, and one that takes too long only by its problem', async () => {
    const [hostile, harmless] = await Promise.all([
      reader.explain(HOSTILE, context),
      reader.explain(HARMLESS, context),
    ]);
    expect(hostile).toMatchObject({ roadmap: { problems: [{ rule: 'unreadable-file' }] }, lines: [], origins: [] });
    expect(harmless.lines.map(({ role }) => role)).toEqual(['section', 'blank', 'item']);
    expect(harmless.origins).toHaveLength(1);
  });

  it('lets nobody wait for a text that takes too long', async () => {
    // Both threads are there already: on a busy machine starting one may take longer than the deadline.
    await Promise.all([reader.read(HARMLESS, context), reader.read(HARMLESS, context)]);
    const order: string[] = [];
    await Promise.all([
      reader.read(HOSTILE, context).then(() => order.push('hostile')),
      reader.read(HARMLESS, context).then(() => order.push('harmless')),
    ]);
    expect(order).toEqual(['harmless', 'hostile']);
  });

  it('does not hold up other work while a text takes too long', async () => {
    const reading = reader.read(HOSTILE, context);
    const waits: number[] = [];
    let last = performance.now();
    const timer = setInterval(() => {
      waits.push(performance.now() - last);
      last = performance.now();
    }, 5);
    await reading;
    clearInterval(timer);
    expect(waits.length).toBeGreaterThan(10);
  });

  it('gives a problem for a text that takes too much memory, and the next text is read by a new thread', async () => {
    const small = createRoadmapReader({ threads: 1, memoryMb: 24, deadlineMs: 60_000 });
    const [large, harmless] = await Promise.all([
      small.read(`## Later\n\n${'- Dim the light at dusk (#4)\n'.repeat(8_000)}`, context),
      small.read(HARMLESS, context),
    ]);
    await small.close();
    expect(large.items).toEqual([]);
    expect(large.problems).toMatchObject([{ rule: 'unreadable-file' }]);
    expect(large.problems[0]!.message).toMatch(/too intricate.*more than 24 MB of memory/);
    expect(harmless.items).toHaveLength(1);
  }, 240_000);

  it('refuses what is more than can be kept in step with GitHub, where it is to be planned', async () => {
    const many = `## Later\n\n${Array.from({ length: 10_001 }, (_, index) => `- Light ${index}\n`).join('')}`;
    const roomy = createRoadmapReader({ deadlineMs: 60_000 });
    const [planned, shown] = await Promise.all([
      roomy.read(many, context, { isToBePlanned: true }),
      roomy.read(many, context),
    ]);
    await roomy.close();
    expect(planned.items).toEqual([]);
    expect(planned.problems[0]!.message).toMatch(/^ROADMAP\.md has 10001 items; at most 10000 can be kept in step/);
    expect(shown.items).toHaveLength(10_001);
  }, 240_000);

  it('keeps the ids of the stored reading', async () => {
    const before = { id: '0123456789', title: 'Dim the light at dawn', path: ['Q3 2024'] };
    const { items } = await reader.read(HARMLESS, context, { stored: [before] });
    expect(items).toMatchObject([{ id: '0123456789', title: 'Dim the light at dusk' }]);
  });
});

describe('what was read of a blob', () => {
  const OTHER = '## Q3 2024\n\n- Ring the bell\n';
  let reader: RoadmapReader;
  beforeEach(() => {
    reader = createRoadmapReader({ deadlineMs: 1_000 });
  });
  afterEach(() => reader.close());

  it('is given again without reading', async () => {
    const first = await reader.read(HARMLESS, context, { blobOid: 'b1' });
    // No two texts have one id: that another one is not read shows that none is.
    const second = await reader.read(OTHER, context, { blobOid: 'b1' });
    expect(second).toEqual(first);
    expect(titlesOf(await reader.read(OTHER, context, { blobOid: 'b2' }))).toEqual(['Ring the bell']);
  });

  it('is given to all who ask while it is being read', async () => {
    const [first, second] = await Promise.all([
      reader.read(HARMLESS, context, { blobOid: 'b1' }),
      reader.read(OTHER, context, { blobOid: 'b1' }),
    ]);
    expect(titlesOf(second)).toEqual(titlesOf(first));
  });

  it.each([
    ['another file', { ...context, file: 'docs/ROADMAP.md' }, {}],
    ['another repository', { ...context, repo: 'example-org/anchor' }, {}],
    ['another host', { ...context, host: 'github.example.org' }, {}],
    ['another day', { ...context, asOf: '2025-05-01' }, {}],
    ['another stored reading', context, { stored: [{ id: '0123456789', title: 'Dim the light', path: [] }] }],
    ['a reading that is to be planned', context, { isToBePlanned: true }],
  ])('is read anew for %s', async (_, other, options) => {
    await reader.read(HARMLESS, context, { blobOid: 'b1' });
    expect(titlesOf(await reader.read(OTHER, other, { blobOid: 'b1', ...options }))).toEqual(['Ring the bell']);
  });

  it('is remembered when it was refused', async () => {
    const refused = await reader.read(HOSTILE, context, { blobOid: 'b1' });
    expect(refused.problems).toMatchObject([{ rule: 'unreadable-file' }]);
    expect(await reader.read(HARMLESS, context, { blobOid: 'b1' })).toEqual(refused);
  });

  it('cannot be changed by who was given it', async () => {
    const first = await reader.read(HARMLESS, context, { blobOid: 'b1' });
    first.items[0]!.title = 'Something else';
    first.items[0]!.references.length = 0;
    const second = await reader.read(HARMLESS, context, { blobOid: 'b1' });
    expect(titlesOf(second)).toEqual(['Dim the light at dusk']);
    expect(second.items[0]!.references).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReadingContext } from '../../src/roadmap/model.ts';
import { createRoadmapReader, type RoadmapReader } from '../../src/jobs/read-roadmap.ts';

const context: ReadingContext = {
  file: 'ROADMAP.md',
  repo: 'example-org/lantern',
  host: 'github.com',
  asOf: '2024-05-01',
};
const HARMLESS = '## Q3 2024\n\n- Dim the light at dusk (#4)\n';
/** Takes the Markdown parser many seconds: it goes through all that came before at each of these. */
const HOSTILE = 'a**b' + ' c* '.repeat(20_000);

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

  it('lets nobody wait for a text that takes too long', async () => {
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
});

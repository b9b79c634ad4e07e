/** The page in a real browser: the app as a process, a roadmap that it read itself, and what a person does with it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { openChromium } from '../../scripts/chromium.js';
import { SIGN_IN, Story, until } from '../scenarios/story.ts';
import { axeFindings, expectNoSidewaysScrolling, focused, visit, type Visit } from './visits.ts';

const PUBLIC = '/example-org/lantern';
const PRIVATE = '/example-org/tunnel';
const PLAN = (handle: string): string => `# Lantern

## Q1 2031

- **Carry the light further**: a mirror behind the flame. #1
- Dim at night #2
- [x] Blow out the match
${handle === 'Q1 2031' ? '- Fold the handle\n' : ''}
## Q1 2032

- Float on water
${handle === 'Q1 2032' ? '- Fold the handle\n' : ''}
## Q1 2024

- Paint the case
`;

const LARGE_PLAN = `# Plan\n\n${Array.from({ length: 40 }, (_, each) => `## Theme ${each + 1} with a name that goes on\n\n- Work ${each + 1} on averyveryverylongwordthatnobodybreaksanywhereatall${'x'.repeat(60)} (Q${(each % 4) + 1} 2031)\n`).join('\n')}`;

let story: Story;
let browser: Browser;
let origin = '';
const directory = mkdtempSync(join(tmpdir(), 'milepost-browser-'));
const visits: Visit[] = [];

beforeAll(async () => {
  [story, browser] = await Promise.all([Story.begin({ environment: SIGN_IN }), openChromium()]);
  origin = `http://127.0.0.1:${story.port}`;
  const { people } = story.sandbox;
  story.sandbox.createUser('bob');
  const [lantern, tunnel] = await Promise.all([
    story.repository('lantern', { visibility: 'public' }),
    story.repository('tunnel', { visibility: 'private' }),
  ]);
  people.openIssue(lantern, { title: 'Carry the light further' });
  people.openIssue(lantern, { title: 'Dim at night' });
  people.closeIssue(lantern, 2, { reason: 'completed' });
  await story.pushed(lantern, { 'ROADMAP.md': PLAN('Q1 2031') });
  await Promise.all([
    story.pushed(lantern, { 'ROADMAP.md': PLAN('Q1 2032') }),
    story.pushed(tunnel, { 'ROADMAP.md': '# Tunnel\n\n## Q1 2031\n\n- Dig to the river\n' }),
  ]);
  await until('the page has the slip', async () =>
    (await (await fetch(`${origin}${PUBLIC}`)).text()).includes('Moved'),
  );
}, 300_000);

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await browser?.close();
  await story?.end();
});

/** Opens a page of the site in a window of its own. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const opened = await visit(browser, origin, options);
  visits.push(opened);
  await opened.page.goto(`${origin}${path}`);
  return opened;
}

describe('the page', () => {
  it('shows the whole roadmap, asks nobody else for anything, and breaks no policy', async () => {
    const { page, complaints, end } = await open(PUBLIC);
    expect(await page.title()).toBe('example-org/lantern · Roadmap');
    expect(await page.locator('svg.mp-picture').count()).toBe(2);
    await expectNoSidewaysScrolling(page);
    expect(complaints).toEqual([]);
    await end();
  });
});

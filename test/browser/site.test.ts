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
import { axeEverywhere, expectNoSidewaysScrolling, focused, visit, type Visit } from './visits.ts';

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

/** Many sections, and words that fit no line. */
const WIDE_PLAN = `# Plan

${Array.from({ length: 40 }, (_, each) => `## Theme ${each + 1}\n\n- Work ${each === 6 ? 'on the lighthouse ' : ''}${'anunbreakableword'.repeat(6)} (Q${(each % 4) + 1} 2031)\n`).join('\n')}`;

let story: Story;
let browser: Browser;
let origin = '';
const directory = mkdtempSync(join(tmpdir(), 'milepost-browser-'));

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
  const opened = await visit(browser, [`${origin}/`, `${story.sandbox.url}/`], options);
  await opened.page.goto(`${origin}${path}`);
  return opened;
}

/** What Chromium says of every page that is not there. */
const NOT_FOUND = /^error: Failed to load resource: .* 404 /;

/** By the buttons of the page and of GitHub. */
async function signIn({ page }: Visit, login: string): Promise<void> {
  await page.getByRole('link', { name: 'Sign in with GitHub' }).first().click();
  await page.getByRole('button', { name: `Authorize as ${login}` }).click();
  await page.getByText(`Signed in as ${login}`).waitFor();
}

describe('the page', () => {
  it('shows the whole roadmap, asks nobody else for anything, and breaks no policy', async () => {
    const { page, complaints, end } = await open(PUBLIC);
    expect(await page.title()).toBe('example-org/lantern · Roadmap');
    expect(await page.locator('.lane h3').allTextContents()).toEqual([
      'Planned 4',
      'In progress 0',
      'Slipped 1',
      'Done 1',
      'Dropped 0',
    ]);
    for (const name of ['Timeline', 'Slips']) {
      const box = await page.getByRole('region', { name }).locator('svg').boundingBox();
      expect(box?.height).toBeGreaterThan(50);
    }
    const card = (title: string) => page.locator('.card', { hasText: title });
    expect(await card('Carry the light further').innerText()).toContain('#1 open');
    expect(await card('Dim at night').innerText()).toContain('#2 done');
    expect(await card('Fold the handle').innerText()).toContain('Q1 2031 → Q1 2032');
    expect(await page.locator('.repository time').innerText()).toMatch(/ago|now/);
    await page.getByText('Show 1 done item').click();
    expect(await card('Blow out the match').isVisible()).toBe(true);
    const line = PLAN('Q1 2032').split('\n').indexOf('- Paint the case') + 1;
    expect(await card('Paint the case').locator('.line').getAttribute('href')).toBe(
      `${story.sandbox.url}${PUBLIC}/blob/main/ROADMAP.md?plain=1#L${line}`,
    );
    await expectNoSidewaysScrolling(page);
    expect(complaints).toEqual([]);
    await end();
  });

  it('filters by mouse, by keyboard and without scripts, and keeps the filter in the address', async () => {
    const { page, complaints, end } = await open(PUBLIC, { javaScriptEnabled: false });
    const titles = () => page.locator('.card .title').allInnerTexts();
    await page.getByRole('checkbox', { name: 'Slipped' }).check();
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('1 of 6 items matches.').waitFor();
    expect(await titles()).toEqual(['Paint the case']);
    expect(new URL(page.url()).searchParams.getAll('status')).toEqual(['slipped']);
    expect(await page.getByRole('checkbox', { name: 'Slipped' }).isChecked()).toBe(true);
    await page.getByRole('link', { name: 'Clear the filter' }).click();
    await page.waitForURL(`${origin}${PUBLIC}`);

    await page.getByRole('searchbox').focus();
    await page.keyboard.type('fold HANDLE');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 6 items matches.').waitFor();
    expect(await titles()).toEqual(['Fold the handle']);
    await page.reload();
    expect(await page.getByRole('searchbox').inputValue()).toBe('fold HANDLE');
    expect(await titles()).toEqual(['Fold the handle']);
    await page.goBack();
    expect(await titles()).toHaveLength(6);
    await page.getByRole('combobox', { name: 'Section' }).selectOption({ label: 'Q1 2032' });
    await page.getByRole('button', { name: 'Filter' }).press('Enter');
    await page.getByText('2 of 6 items match.').waitFor();
    expect(complaints).toEqual([]);
    await end();
  });

  it('is walked through with the keyboard, and shows where one is', async () => {
    const { page, end } = await open(PUBLIC);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    expect((await page.locator('.skip').boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    const order: string[] = [];
    for (const _ of Array.from({ length: 20 })) {
      await page.keyboard.press('Tab');
      order.push(await focused(page));
      const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
      expect([order.at(-1), outline]).not.toContain('none');
    }
    const inOrder = ['text', 'section', 'status', 'Filter', 'r1-timeline', 'r1-slips', 'line 5'];
    expect(order.filter((each, index) => inOrder.includes(each) && order.indexOf(each) === index)).toEqual(inOrder);

    const fold = page.locator('details.fold');
    await fold.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await fold.getAttribute('open')).toBe('');
    await page.keyboard.press('Enter');
    expect(await fold.getAttribute('open')).toBeNull();
    await end();
  });

  it('lets in with GitHub whoever can read a private repository, and shows all others what it shows of nothing', async () => {
    const shown = async (visitor: Visit, path: string) => {
      const answer = await visitor.page.goto(`${origin}${path}`);
      return [answer?.status(), await visitor.page.content()];
    };
    const alice = await open(PRIVATE);
    expect(await shown(alice, PRIVATE)).toEqual(await shown(alice, '/example-org/nowhere'));
    await alice.page.goto(`${origin}${PRIVATE}`);
    await signIn(alice, 'alice');
    await alice.page.goto(`${origin}${PRIVATE}`);
    await alice.page.locator('.card', { hasText: 'Dig to the river' }).waitFor();
    expect(await alice.page.getByText('Private: only people who can read').isVisible()).toBe(true);

    const bob = await open(PRIVATE);
    await signIn(bob, 'bob');
    const nothing = await shown(bob, '/example-org/nowhere');
    expect(nothing[0]).toBe(404);
    expect(await shown(bob, PRIVATE)).toEqual(nothing);

    await alice.page.getByRole('button', { name: 'Sign out' }).click();
    await alice.page.getByRole('link', { name: 'Sign in with GitHub' }).first().waitFor();
    expect((await shown(alice, PRIVATE))[0]).toBe(404);
    for (const { complaints, end } of [alice, bob]) {
      expect(complaints.filter((each) => !NOT_FOUND.test(each))).toEqual([]);
      await end();
    }
  });

  it('fits a phone and goes dark', async () => {
    const { page, end } = await open(PUBLIC, { viewport: { width: 360, height: 740 } });
    const colours = () =>
      page.evaluate<string[]>(
        "['color', 'backgroundColor'].map((each) => getComputedStyle(document.body)[each]).concat(getComputedStyle(document.querySelector('svg.mp-picture text')).fill)",
      );
    const light = await colours();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await colours();
    expect(dark.filter((colour, index) => colour === light[index])).toEqual([]);
    for (const path of [PUBLIC, `${PUBLIC}?text=a`, '/', '/example-org/nowhere', '/-/signed-in']) {
      await page.goto(`${origin}${path}`);
      await expectNoSidewaysScrolling(page);
    }
    await end();
  });

  it('goes on paper whole, without what only a screen needs', async () => {
    const { page, end } = await open(PUBLIC);
    await page.emulateMedia({ media: 'print' });
    for (const name of ['.filter', '.masthead .button', '.fold > summary']) {
      expect([name, await page.locator(name).first().isVisible()]).toEqual([name, false]);
    }
    expect(await page.locator('.card', { hasText: 'Blow out the match' }).isVisible()).toBe(true);
    await page.setViewportSize({ width: 700, height: 990 });
    await expectNoSidewaysScrolling(page);
    const cut =
      '[...document.querySelectorAll(".scroll, .card, .description")].filter((each) => each.scrollWidth > each.clientWidth + 1).length';
    expect(await page.evaluate<number>(cut)).toBe(0);
    const paper = await page.pdf({ format: 'A4' });
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    await end();
  });

  it('has nothing for axe to find, in light and dark, at three widths', async () => {
    const { page, end } = await open('/', { bypassCSP: true });
    const found: string[] = [];
    for (const path of ['/', PUBLIC, `${PUBLIC}?status=planned&nonsense=1`, '/example-org/nowhere', '/-/signed-in']) {
      await page.goto(`${origin}${path}`);
      found.push(...(await axeEverywhere(page)));
    }
    expect(found).toEqual([]);
    await end();
  });

  it('is a picture that other pages can show', async () => {
    const { page, end } = await open('/');
    const sizes = await page.evaluate<number[]>(
      `Promise.all(['${PUBLIC}.svg', '${PUBLIC}.svg?show=badge'].map(async (src) => { const image = new Image(); image.src = src; await image.decode(); return image.naturalWidth; }))`,
    );
    expect(sizes[0]).toBeGreaterThan(600);
    expect(sizes[1]).toBeGreaterThan(40);
    await end();
  });
});

describe('the report', () => {
  it('is one file that filters itself, tells what is left, and has nothing for axe to find', async () => {
    writeFileSync(join(directory, 'ROADMAP.md'), WIDE_PLAN);
    const milepost = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    execFileSync(process.execPath, [milepost, 'report', 'ROADMAP.md', '--out', 'roadmap.html'], {
      cwd: directory,
      stdio: 'ignore',
    });
    const address = pathToFileURL(join(directory, 'roadmap.html')).href;
    const { page, complaints, end } = await visit(browser, ['file:']);
    await page.goto(address);
    await page.getByRole('searchbox').pressSequentially('work LIGHTHOUSE');
    const told = page.getByRole('status');
    expect(await told.innerText()).toBe('1 of 40 items matches.');
    expect(await page.locator('.card:visible').count()).toBe(1);
    await page.getByRole('searchbox').fill('');
    expect(await told.textContent()).toBe('');
    expect(await page.locator('.card:visible').count()).toBe(40);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSidewaysScrolling(page);
    expect(complaints).toEqual([]);
    await end();

    const examined = await visit(browser, ['file:'], { bypassCSP: true });
    await examined.page.goto(address);
    expect(await axeEverywhere(examined.page)).toEqual([]);
    await examined.end();
  });
});

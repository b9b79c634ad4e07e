/**
 * Takes the pictures of docs/gallery, which a person then looks at: pages, terminal and check of an invented project on an
 * embedded GitHub, in a real Chromium. Its plan is around today, whenever that is. `npm run gallery`.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slipsSvg } from '../dist/render/picture/slips-svg.js';
import { timelineSvg } from '../dist/render/picture/timeline-svg.js';
import { indexPage } from '../dist/render/page/index-page.js';
import { notFoundPage } from '../dist/render/page/not-found-page.js';
import { NO_FILTER } from '../dist/render/page/page-filter.js';
import { roadmapPage } from '../dist/render/page/roadmap-page.js';
import { countStatuses } from '../dist/render/page/statuses.js';
import { openChromium } from './chromium.js';
import { checkDocument } from './gallery/check-document.js';
import { stageProject } from './gallery/project.js';
import { terminalDocument } from './gallery/terminal-document.js';

const FOLDER = fileURLToPath(new URL('../docs/gallery/', import.meta.url));
const DESK = 1280;
const PHONE = 360;
/** Above a picture that begins within a page. */
const MARGIN = 24;
const now = new Date();
const seenAt = new Date(now.getTime() - 4 * 60_000).toISOString();
const VISIT = { person: null, signIn: '/-/sign-in', signOut: null, home: '/' };

/** Fragments for one page, in which no id stands twice. */
function pictures() {
  let drawn = 0;
  const options = () => ({ today: now.toISOString().slice(0, 10), fragment: true, idPrefix: `p${(drawn += 1)}` });
  return { timeline: (view) => timelineSvg(view, options()), slips: (view) => slipsSvg(view, options()) ?? '' };
}

const rulesUrl = 'https://example.org/rules';
const pageOf = (view) =>
  roadmapPage({
    ...VISIT,
    repository: view.repo,
    views: [view],
    filter: NO_FILTER,
    address: { self: `/${view.repo}`, picture: `/${view.repo}.svg` },
    seenAt,
    now: now.toISOString(),
    isPrivate: false,
    pictures: pictures(),
    rulesUrl,
  });

const indexOf = (views) =>
  indexPage({
    ...VISIT,
    roadmaps: views.map(({ repo, file, title, items }) => {
      const [owner, name] = repo.split('/');
      return { owner, name, path: file, title, counts: countStatuses(items), seenAt };
    }),
    total: views.length,
    text: '',
    offset: 0,
    limit: 50,
    now: now.toISOString(),
  });

/** `from`, `until`: the page from here to there; `element`: this and nothing around it; without either all of it. */
async function shoot(browser, name, html, { width = DESK, colorScheme = 'light', from, until, element } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 360 }, colorScheme });
  try {
    const page = await context.newPage();
    await page.setContent(html);
    const path = join(FOLDER, name);
    const top = async (place) => (await page.locator(place).first().boundingBox())?.y;
    if (element === undefined) {
      const y = from === undefined ? 0 : Math.floor(await top(from)) - MARGIN;
      const end = until === undefined ? await page.evaluate('document.documentElement.scrollHeight') : await top(until);
      await page.screenshot({ path, fullPage: true, clip: { x: 0, y, width, height: Math.ceil(end) - y } });
    } else await page.locator(element).screenshot({ path });
    console.log(`${name}: ${Math.ceil(statSync(path).size / 1024)} KiB`);
  } finally {
    await context.close();
  }
}

const directory = mkdtempSync(join(tmpdir(), 'milepost-gallery-'));
const project = await stageProject(directory);
const browser = await openChromium();
try {
  const views = await project.views();
  const [page, index] = [pageOf(views[0]), indexOf(views)];
  await shoot(browser, 'page.png', page, { until: '.lanes' });
  await shoot(browser, 'page-lanes-dark.png', page, { from: '.lanes', colorScheme: 'dark' });
  await shoot(browser, 'page-phone.png', page, { until: '.card + .card + .card', width: PHONE });
  await shoot(browser, 'page-phone-dark.png', page, {
    until: '.card + .card + .card',
    width: PHONE,
    colorScheme: 'dark',
  });
  await shoot(browser, 'index.png', index);
  await shoot(browser, 'index-phone-dark.png', index, { width: PHONE, colorScheme: 'dark' });
  await shoot(browser, 'not-found.png', notFoundPage({ ...VISIT, home: '/' }));
  await shoot(browser, 'terminal-plan.png', await terminalDocument(project.plan()), { element: 'pre' });
  await shoot(browser, 'terminal-lint.png', await terminalDocument(project.lint()), { element: 'pre' });
  await shoot(browser, 'check.png', checkDocument(), { width: 960, element: 'main' });
} finally {
  await browser.close();
  await project.close();
  rmSync(directory, { recursive: true, force: true });
}

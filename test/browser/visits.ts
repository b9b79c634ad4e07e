/** A window of the browser that remembers what went wrong in it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A visitor who may wait: the machine of the tests can be busy. */
const PATIENCE_MS = 30_000;

export interface Visit {
  page: Page;
  /** What the console said, what the Content-Security-Policy refused, and requests to other origins. */
  complaints: string[];
  end: () => Promise<void>;
}

/** `origins`: beginnings of all addresses that may be asked. */
export async function visit(
  browser: Browser,
  origins: readonly string[],
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!origins.some((origin) => url.startsWith(origin))) complaints.push(`asked ${url}`);
  });
  if (options.javaScriptEnabled !== false) {
    await context.exposeFunction('complain', (words: string) => complaints.push(words));
    await context.addInitScript(
      "addEventListener('securitypolicyviolation', (event) => complain(`policy: ${event.violatedDirective} ${event.blockedURI}`))",
    );
  }
  return { page, complaints, end: () => context.close() };
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }[];
}

/** All of axe's rules, or the one that asks for colours. */
type Rules = 'all' | 'contrast';

/** What axe finds wrong with the page as it stands. The context needs `bypassCSP`, since axe is an inline script. */
async function axeFindings(page: Page, rules: Rules): Promise<string[]> {
  await page.evaluate(`if (typeof axe === 'undefined') { ${AXE} }`);
  const options = rules === 'all' ? {} : { runOnly: ['color-contrast'] };
  const { violations } = await page.evaluate<AxeResult>(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** In light and dark, on a phone, a tablet and a desk: in the dark only the colours are others. */
export async function axeEverywhere(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [colorScheme, rules] of [
      ['light', 'all'],
      ['dark', 'contrast'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      const findings = await axeFindings(page, rules);
      found.push(...findings.map((each) => `${page.url()}, ${colorScheme}, ${width}: ${each}`));
    }
  }
  return found;
}

/** The document is no wider than its window. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const [content, view] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  expect(content).toBeLessThanOrEqual(view);
}

/** The words of what has the focus, or its name. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(
    "(() => { const at = document.activeElement; return at.name || at.getAttribute('aria-labelledby') || at.textContent.trim(); })()",
  );

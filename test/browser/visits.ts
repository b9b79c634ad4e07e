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
  end(): Promise<void>;
}

/** `origin`: all that the page may ask; null for a file. */
export async function visit(
  browser: Browser,
  origin: string | null,
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
    if (!(origin === null ? url.startsWith('file:') : url.startsWith(`${origin}/`))) complaints.push(`asked ${url}`);
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

/** What axe finds wrong with the page as it stands. The context needs `bypassCSP`, since axe is an inline script. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
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

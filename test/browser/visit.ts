import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

/** Debian's. No browser is downloaded. */
export const CHROMIUM = '/usr/bin/chromium';

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A page in a tab of its own that remembers whatever a visitor should never cause. */
export interface Visit {
  readonly page: Page;
  /** Errors in the console, exceptions, violations of the content security policy, requests to elsewhere. */
  readonly complaints: readonly string[];
  /** The sum of layout shifts since the page was opened. */
  shifted(): Promise<number>;
}

export async function visit(
  browser: Browser,
  link: string,
  width: number,
  scheme: 'light' | 'dark' = 'light',
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 850 }, colorScheme: scheme });
  await context.addInitScript(WATCH);
  const page = await context.newPage();
  const complaints: string[] = [];
  const { origin } = new URL(link);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  await page.goto(link);
  await settled(page);
  return { page, complaints, shifted: async () => Number(await page.evaluate('window.shifted')) };
}

/** Nothing is loading any longer. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('.skeleton').waitFor({ state: 'detached' });
}

/** What axe finds wrong, each with the first place. */
export async function violations(page: Page, onlyRule?: string): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  const options = onlyRule === undefined ? {} : { runOnly: { type: 'rule', values: [onlyRule] } };
  return page.evaluate<string[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes[0].html + ' ' + nodes[0].failureSummary))`,
  );
}

/** Goes on with the tab key until something has the focus, and shows it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const reached = target.and(page.locator(':focus-visible'));
  for (let pressed = 0; pressed < 150; pressed++) {
    if ((await reached.count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The tab key does not lead there.');
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WATCH = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    console.error('content security policy: ' + violatedDirective + ' ' + blockedURI));
`;

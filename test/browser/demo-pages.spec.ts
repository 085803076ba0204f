import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { startDemo, type DemoServer, type Json, type Key } from './demo-server.js';
import { CHROMIUM, launch, settled, tabTo, violations, visit } from './visit.js';

const PHONE = 400;
const DESK = 1000;
const MINUTES = 60_000;
const hasBrowser = existsSync(CHROMIUM);
const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser(`the pages of the demo${hasBrowser ? '' : ` (skipped: there is no browser at ${CHROMIUM})`}`, () => {
  let demo: DemoServer;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  }, 3 * MINUTES);
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  it('need at most 60 kB of script (gzip)', () => {
    const assets = fileURLToPath(new URL('../../dist/web/assets/', import.meta.url));
    const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
    const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(`${assets}${name}`)).length, 0);
    expect(bytes).toBeLessThanOrEqual(60_000);
  });

  it('are opened by the three links, which leave the key in no address', async () => {
    const { coordinator, partners } = demo;
    const headings = ['Learning across generations', /^Hello, /, /^Hello, /];
    for (const [place, { link, token }] of [coordinator, ...partners].entries()) {
      const { page, complaints } = await visit(browser, link, DESK);
      expect(await page.locator('h1').innerText()).toMatch(headings[place] ?? '');
      expect(page.url()).not.toContain(token);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  it(
    'have no violation that axe knows, no complaint in the console and nothing beside the screen, wide and narrow, light and dark',
    async () => {
      for (const [key, paths] of await everyPage(demo)) {
        const { page, complaints } = await visit(browser, key.link, DESK);
        for (const path of paths) {
          await goTo(page, path);
          const found: string[] = [];
          for (const [width, scheme, rule] of LOOKS) {
            await page.setViewportSize({ width, height: 850 });
            await page.emulateMedia({ colorScheme: scheme });
            found.push(...(await violations(page, rule)).map((each) => `${width} px, ${scheme}: ${each}`));
            const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
            if (wide > width) found.push(`${width} px: the page is ${wide} px wide`);
          }
          expect([path, ...found, ...complaints]).toEqual([path]);
        }
        await page.context().close();
      }
    },
    4 * MINUTES,
  );

  it('do not jump while the overview loads', async () => {
    for (const width of [PHONE, DESK]) {
      const { page, shifted } = await visit(browser, demo.coordinator.link, width);
      expect(await shifted()).toBeLessThan(0.01);
      await page.context().close();
    }
  });

  it(
    'let one log an exchange and the other confirm it with the keyboard alone, and the overview moves',
    async () => {
      const [one, other] = demo.partners;
      const overview = await visit(browser, demo.coordinator.link, DESK);
      const before = await confirmedMinutes(demo);
      const shownBefore = await overview.page.getByLabel('Hours by week').getAttribute('aria-label');

      const logging = await visit(browser, one.link, PHONE);
      await press(logging.page, 'Log an exchange');
      await type(logging.page, 'I taught: topic 1', 'How the night shift works');
      await type(logging.page, 'I taught: minutes 1', '60');
      await type(logging.page, 'I learned: topic 1', 'Writing a good test');
      await press(logging.page, 'Log the exchange');
      await logging.page.getByRole('status').filter({ hasText: 'is asked to confirm it' }).waitFor();
      expect(await confirmedMinutes(demo)).toBe(before);

      const confirming = await visit(browser, other.link, PHONE);
      const card = confirming.page.getByRole('article').filter({ hasText: 'How the night shift works' });
      await tabTo(confirming.page, card.getByRole('button', { name: 'Yes, that is right' }));
      await confirming.page.keyboard.press('Enter');
      await confirming.page.getByRole('status').filter({ hasText: 'Confirmed' }).waitFor();
      await card.waitFor({ state: 'detached' });

      expect(await confirmedMinutes(demo)).toBe(before + 90);
      await overview.page.reload();
      await settled(overview.page);
      expect(await overview.page.getByLabel('Hours by week').getAttribute('aria-label')).not.toBe(shownBefore);
      for (const { page, complaints } of [overview, logging, confirming]) {
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    },
    2 * MINUTES,
  );

  it(
    'keep what was typed through a refusal and a reload, and send it once however often it is clicked',
    async () => {
      const { page } = await visit(browser, demo.partners[0].link, PHONE);
      let sent = 0;
      page.on('request', (request) => {
        if (request.method() === 'POST') sent++;
      });
      await page.getByRole('button', { name: 'Log an exchange' }).click();
      await page.getByLabel('I taught: topic 1').fill('Reading old code');
      await page.getByLabel('When').fill('2019-03-01T10:00');
      await page.getByRole('button', { name: 'Log the exchange' }).click();
      await page.getByRole('alert').filter({ hasText: 'formed' }).waitFor();

      await page.reload();
      await settled(page);
      expect(await page.getByLabel('I taught: topic 1').inputValue()).toBe('Reading old code');

      sent = 0;
      const yesterday = new Date(Date.now() - 26 * 3_600_000).toISOString().slice(0, 13);
      await page.getByLabel('When').fill(`${yesterday}:00`);
      await page.getByRole('button', { name: 'Log the exchange' }).dblclick();
      await page.getByRole('status').filter({ hasText: 'is asked to confirm it' }).waitFor();
      expect(sent).toBe(1);
      await page.context().close();
    },
    MINUTES,
  );

  it('say what to do when there is no key, or one that is not accepted', async () => {
    const without = await visit(browser, `${demo.url}/`, PHONE);
    expect(await without.page.locator('h1').innerText()).toBe('Sign in');
    await without.page.getByLabel('Your key').fill('mk_wrong');
    await without.page.getByRole('button', { name: 'Sign in' }).click();
    await without.page.getByText('This key is not accepted').waitFor();
    expect(await violations(without.page)).toEqual([]);
    await without.page.context().close();
  });
});

/** Everything that axe knows in two looks, and the contrasts, which are all that differs, in the other two. */
const LOOKS: readonly (readonly [width: number, scheme: 'light' | 'dark', rule?: string])[] = [
  [PHONE, 'light'],
  [DESK, 'dark'],
  [DESK, 'light', 'color-contrast'],
  [PHONE, 'dark', 'color-contrast'],
];

async function everyPage({
  coordinator,
  partners,
  get,
}: DemoServer): Promise<readonly (readonly [Key, readonly string[]])[]> {
  const [one] = partners;
  const api = coordinator.to;
  const [round] = await itemsOf(get(`${api}/match-rounds`));
  const [pair] = await itemsOf(get(`${api}/partnerships?status=formed`));
  const [partner] = await itemsOf(get(`${api}/partners`));
  const ofProgram = ['', '/partners', '/rounds', '/partnerships', '/exchanges?state=waiting', '/teaching', '/import'];
  return [
    [
      coordinator,
      [
        '/',
        ...ofProgram.map((path) => `${coordinator.to}${path}`),
        `/rounds/${String(round?.['roundId'])}`,
        `/partnerships/${String(pair?.['partnershipId'])}`,
        `/partners/${String(partner?.['partnerId'])}`,
        '/nowhere',
      ],
    ],
    [one, ['/']],
  ];
}

const itemsOf = async (list: Promise<Json>): Promise<readonly Json[]> => (await list)['items'] as readonly Json[];

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await settled(page);
}

async function confirmedMinutes({ get, coordinator }: DemoServer): Promise<number> {
  const { program } = await get(`${coordinator.to}/overview`);
  return (program as { readonly minutes: { readonly confirmed: number } }).minutes.confirmed;
}

async function press(page: Page, button: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: button, exact: true }));
  await page.keyboard.press('Enter');
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

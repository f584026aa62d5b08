import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { freePort } from '#common/runtime/postgres-port.js';
import { startStandalone } from '../../apps/standalone/src/standalone.js';
import { eventually, type Person, signIn } from '../stories/callout.js';
import { largestGroup, reportsOf } from './busy-day.js';
import { openBrowser } from './chromium.js';
import { planOnly, wanted, wantedLately } from './item-locations.js';
import { demoPassword } from './people.js';

const folder = 'docs/screenshots';
const reports = 140;
const desktop = { width: 1440, height: 900 };
const laptop = { width: 1280, height: 720 };
const phone = { width: 390, height: 844 };

interface Shot {
  name: string;
  as: string;
  path: string;
  size: typeof desktop;
  dark?: boolean;
  /** What is done to the page before, when there is something. */
  prepare?: (page: Page) => Promise<void>;
}

interface Scenery {
  locale: 'en-GB' | 'zh-CN';
  timezoneId: string;
  network: Parameters<typeof reportsOf>[0];
  clockStandsAt: string;
  shots: (ids: Awaited<ReturnType<typeof makeBusy>>) => readonly Shot[];
}

/** A Monday morning in Wales and in China; what is shown of each stands in its list. */
const sceneries: readonly Scenery[] = [
  {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    network: { country: 'GB', subdivisions: ['WLS'], language: 'en' },
    clockStandsAt: '2026-03-02T09:40:00.000Z',
    shots: ({ orderId, technicianId, siteAccount, item, labRun }) => [
      { name: 'orders', as: 'dispatcher', path: `/app/orders/${orderId}`, size: desktop },
      { name: 'timeline', as: 'dispatcher', path: `/app/timeline?technician=${technicianId}`, size: desktop },
      { name: 'part', as: 'planner', path: `/app/parts/${item.partId}/${item.locationId}`, size: laptop, dark: true },
      {
        name: 'policy-lab',
        as: 'planner',
        path: `/app/policy-lab/${labRun}`,
        size: laptop,
        prepare: (page) => page.getByRole('slider').press('ArrowRight'),
      },
      { name: 'offers-phone', as: siteAccount, path: '/app/offers', size: phone, dark: true },
    ],
  },
  {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    network: { country: 'CN', language: 'zh' },
    clockStandsAt: '2026-03-02T01:40:00.000Z',
    shots: ({ siteId }) => [
      { name: 'timeline-zh', as: 'dispatcher', path: `/app/timeline?repairSite=${siteId}`, size: desktop, dark: true },
      { name: 'map-zh', as: 'dispatcher', path: '/app/map', size: laptop },
      { name: 'overview-zh', as: 'supervisor', path: '/app/overview', size: laptop, dark: true },
      { name: 'orders-phone-zh', as: 'dispatcher', path: '/app/orders', size: phone },
    ],
  },
];

/** Makes all screenshots anew. `only`: parts of the names of those that are wanted. */
export async function main(only: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    for (const scenery of sceneries) await show(browser, scenery, only);
  } finally {
    await browser.close();
  }
}

async function show(browser: Browser, { network, clockStandsAt, shots, ...reader }: Scenery, only: readonly string[]) {
  const home = mkdtempSync(join(tmpdir(), 'callout-screenshots-'));
  const port = await freePort();
  const { country, subdivisions } = network;
  const demo = { country, ...(subdivisions && { subdivisions: [...subdivisions] }), clockStandsAt };
  const standalone = await startStandalone({ home, host: '127.0.0.1', port, demo, tell: () => undefined });
  try {
    const ids = await makeBusy(await signIn(standalone.url, 'admin', demoPassword), network);
    const wantedShots = shots(ids).filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
    for (const shot of wantedShots) await take(browser, standalone.url, { ...shot, ...reader });
  } finally {
    await standalone.close();
    rmSync(home, { recursive: true, force: true });
  }
}

interface Row {
  id: string;
}
interface List<T> {
  items: T[];
}

/** Reports come in, somebody plans: what the pages then have to show. */
async function makeBusy(admin: Person, network: Scenery['network']) {
  for (const report of reportsOf(network, reports)) await admin.does('/requests', report);
  await eventually('nothing waits', async () => (await admin.sees<{ quiet: boolean }>('/clock')).quiet);
  const item = await wanted(admin);
  await planOnly(admin, item, true);
  const partIds = await wantedLately(admin, 6);
  const lab = await admin.does<Row>('/planning-runs', { scope: { partIds }, whatIf: {} });
  await eventually(
    'the back-test is done',
    async () => (await admin.sees<{ status: string }>(`/planning-runs/${lab.id}`)).status === 'done',
  );
  const { items: visits } = await admin.sees<
    List<{ technicianId: string; siteId: string; repairOrderId: string; start: string }>
  >('/visits?status=planned&limit=200');
  const first = visits.toSorted((one, other) => one.start.localeCompare(other.start));
  const [busiest] = largestGroup(first, ({ technicianId }) => technicianId);
  if (!busiest) throw new Error('no visit was booked');
  const { items: offers } = await admin.sees<List<{ repairOrderId: string; siteId: string }>>(
    '/offers?status=pending&limit=200',
  );
  const [asked] = largestGroup(offers, ({ siteId }) => siteId);
  const { items: users } = await admin.sees<List<{ name: string; siteId?: string; roles: string[] }>>(
    '/users?role=site_manager&limit=200',
  );
  return {
    technicianId: busiest.technicianId,
    siteId: busiest.siteId,
    orderId: asked?.repairOrderId ?? busiest.repairOrderId,
    siteAccount: users.find(({ siteId }) => siteId === asked?.siteId)?.name ?? 'site-01',
    item,
    labRun: lab.id,
  };
}

async function take(browser: Browser, url: string, shot: Shot & Pick<Scenery, 'locale' | 'timezoneId'>) {
  const { name, as, path, size, dark = false, prepare, locale, timezoneId } = shot;
  const context = await browser.newContext({
    baseURL: url,
    locale,
    timezoneId,
    viewport: size,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  await context.request.post('/api/v1/sessions', { data: { name: as, password: demoPassword } });
  const page = await context.newPage();
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.lamp.live').waitFor();
  for (const loading of await page.locator('.loading').all()) await loading.waitFor({ state: 'hidden' });
  await prepare?.(page);
  await stands(page);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  console.log(`wrote ${join(folder, `${name}.png`)}`);
  await context.close();
}

/** Waits until the page asks for nothing more and looks the same twice. */
async function stands(page: Page): Promise<void> {
  let before = '';
  await eventually(`${page.url()} stands`, async () => {
    const now = (await page.screenshot()).toString('base64');
    const isSame = now === before;
    before = now;
    return isSame;
  });
}

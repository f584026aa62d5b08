import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { freePort } from '#common/runtime/postgres-port.js';
import { distanceMetres } from '../../apps/standalone/src/demo/world/gazetteer.js';
import { startStandalone } from '../../apps/standalone/src/standalone.js';
import { type Person, signIn } from '../stories/callout.js';
import { largestGroup, reportsOf } from './busy-day.js';
import { openBrowser } from './chromium.js';
import { planOnly, wantedLately, wantedOften } from './item-locations.js';
import { demoPassword } from './people.js';

const folder = 'docs/screenshots';
/** Most come from where the network is, a few from where nobody goes: the day has its exceptions. */
const [reports, farReports, nearMetres] = [137, 3, 60_000];
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
    shots: ({ orderId, requestId, siteId, technicianId, siteAccount, item, labRun }) => [
      { name: 'orders', as: 'dispatcher', path: `/app/orders/${orderId}`, size: desktop },
      {
        name: 'timeline',
        as: 'dispatcher',
        path: `/app/timeline?site=${siteId}&technician=${technicianId}`,
        size: desktop,
      },
      { name: 'part', as: 'planner', path: `/app/parts/${item.partId}/${item.locationId}`, size: laptop, dark: true },
      {
        name: 'policy-lab',
        as: 'planner',
        path: `/app/policy-lab/${labRun}`,
        size: laptop,
        prepare: (page) => page.getByRole('slider').press('ArrowRight'),
      },
      { name: 'offers-phone', as: siteAccount, path: '/app/offers', size: phone, dark: true },
      { name: 'requests', as: 'agent', path: `/app/requests/${requestId}`, size: laptop },
    ],
  },
  {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    network: { country: 'CN', language: 'zh' },
    clockStandsAt: '2026-03-02T01:40:00.000Z',
    shots: ({ siteId, technicianAccount }) => [
      {
        name: 'timeline-zh',
        as: 'dispatcher',
        path: `/app/timeline?site=${siteId}&repairSite=${siteId}`,
        size: desktop,
        dark: true,
      },
      { name: 'map-zh', as: 'dispatcher', path: '/app/map', size: laptop },
      { name: 'overview-zh', as: 'supervisor', path: '/app/overview', size: laptop, dark: true },
      { name: 'parts-exceptions-zh', as: 'planner', path: '/app/parts-exceptions', size: laptop },
      { name: 'orders-phone-zh', as: 'dispatcher', path: '/app/orders', size: phone },
      { name: 'my-day-phone-zh', as: technicianAccount, path: '/app/my-day', size: phone },
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
interface User {
  name: string;
  siteId?: string;
  technicianId?: string;
}
interface Site {
  place: { lon: number; lat: number };
}
interface List<T> {
  items: T[];
}

/** Reports come in, somebody plans: what the pages then have to show. */
async function makeBusy(admin: Person, network: Scenery['network']) {
  const { items: sites } = await admin.sees<List<Site>>('/sites?limit=200');
  const isNear = (place: Site['place']) => sites.some((site) => distanceMetres(site.place, place) < nearMetres);
  const [near, far] = partition(reportsOf(network, 3 * reports), ({ customer }) => isNear(customer.address.place));
  for (const report of [...near.slice(0, reports), ...far.slice(0, farReports)]) await admin.does('/requests', report);
  await patiently('nothing waits', async () => (await admin.sees<{ quiet: boolean }>('/clock')).quiet);
  const item = await wantedOften(admin);
  await planOnly(admin, item, true);
  const partIds = await wantedLately(admin, 6);
  const lab = await admin.does<Row>('/planning-runs', { scope: { partIds }, whatIf: {} });
  await patiently(
    'the back-test is done',
    async () => (await admin.sees<{ status: string }>(`/planning-runs/${lab.id}`)).status === 'done',
  );
  const { items: visits } = await admin.sees<
    List<{ technicianId: string; siteId: string; repairOrderId: string; requestId: string; start: string }>
  >('/visits?status=planned&limit=200');
  const first = visits.toSorted((one, other) => one.start.localeCompare(other.start));
  const [busiest] = largestGroup(first, ({ technicianId }) => technicianId);
  if (!busiest) throw new Error('no visit was booked');
  const { items: offers } = await admin.sees<List<{ repairOrderId: string; siteId: string }>>(
    '/offers?status=pending&limit=200',
  );
  const [asked] = largestGroup(offers, ({ siteId }) => siteId);
  const accountOf = async (role: string, isWanted: (user: User) => boolean) => {
    const { items: users } = await admin.sees<List<User>>(`/users?role=${role}&limit=200`);
    return users.find(isWanted)?.name;
  };
  return {
    technicianId: busiest.technicianId,
    siteId: busiest.siteId,
    orderId: asked?.repairOrderId ?? busiest.repairOrderId,
    requestId: busiest.requestId,
    siteAccount: (await accountOf('site_manager', ({ siteId }) => siteId === asked?.siteId)) ?? 'site-01',
    technicianAccount: (await accountOf('technician', (user) => user.technicianId === busiest.technicianId)) ?? 't001',
    item,
    labRun: lab.id,
  };
}

function partition<T>(all: readonly T[], isWanted: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isWanted), all.filter((one) => !isWanted(one))];
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
  await keep(page, join(folder, `${name}.webp`));
  await context.close();
}

/** WebP is smaller than PNG and sharper than JPEG; only the browser's own tools write it. */
async function keep(page: Page, path: string): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  const { data } = await tools.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  writeFileSync(path, Buffer.from(data, 'base64'));
  console.log(`wrote ${path}`);
}

/** Asks until it is so, for minutes: two demos at work are slow on a busy machine. */
async function patiently(what: string, ask: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + 300_000;
  while (!(await ask())) {
    if (performance.now() > until) throw new Error(`waited in vain: ${what}`);
    await pause(100);
  }
}

/** Waits until the page asks for nothing more and looks the same twice. */
async function stands(page: Page): Promise<void> {
  let before = '';
  await patiently(`${page.url()} stands`, async () => {
    const now = (await page.screenshot()).toString('base64');
    const isSame = now === before;
    before = now;
    return isSame;
  });
}

import type { Browser, CDPSession, Page } from 'playwright-core';
import { demoPassword } from '../../apps/standalone/src/demo/world/users.js';
import { type TraceEvent, workPerFrame } from './frames.js';

/** A page of a browser of its own, signed in as the demo's dispatcher, with what the developer tools know of it. */
export interface Measured {
  page: Page;
  tools: CDPSession;
  close(): Promise<void>;
}

export async function signedIn(browser: Browser, url: string): Promise<Measured> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1440, height: 900 },
  });
  await context.request.post('/api/v1/sessions', { data: { name: 'dispatcher', password: demoPassword } });
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  return { page, tools, close: () => context.close() };
}

/** In the page: the first frame in which visits are on the board and after which the main thread is free to answer, in milliseconds from the request. */
const watchBoard = `
  const look = () => {
    if (!document.querySelector('.timeline .visit')) return requestAnimationFrame(look);
    // a frame, then a task of its own: whatever React still had to do is done
    requestAnimationFrame(() => setTimeout(() => { window.boardUsableAt = performance.now(); }));
  };
  requestAnimationFrame(look);`;

/** Seconds from asking for the timeline, with nothing in the cache, until its visits are shown and it answers; the processor of the page made `slower` times slower. */
export async function secondsToBoard(browser: Browser, url: string, slower: number): Promise<number> {
  const { page, tools, close } = await signedIn(browser, url);
  try {
    await page.addInitScript(watchBoard);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto('/app/timeline', { waitUntil: 'commit' });
    // a function: text would have to be evaluated in the page, which its security policy forbids
    await page.waitForFunction(() => 'boardUsableAt' in globalThis, undefined, { timeout: 60_000 });
    return (await page.evaluate<number>('window.boardUsableAt')) / 1000;
  } finally {
    await close();
  }
}

/** Milliseconds of main-thread work for each frame while something is done to the page. */
export async function framesWhile(browser: Browser, page: Page, does: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame'],
  });
  await does();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return workPerFrame(trace.traceEvents);
}

/** Megabytes of JavaScript that are still in use after everything else was thrown away. */
export async function heapMegabytes(tools: CDPSession): Promise<number> {
  await tools.send('Performance.enable');
  await tools.send('HeapProfiler.enable');
  await tools.send('HeapProfiler.collectGarbage');
  const { metrics } = await tools.send('Performance.getMetrics');
  const used = metrics.find(({ name }) => name === 'JSHeapUsedSize');
  if (!used) throw new Error('the browser does not say how much memory it uses');
  return used.value / 2 ** 20;
}

import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { eventClasses } from '#common/events/index.js';
import { greatCircleTravel } from '../../apps/dispatch/src/core/matching/travel.js';
import { forwardedPaths } from '../../apps/gateway/src/forwarding/routes.js';
import { reasonCodes } from '../../apps/inventory/src/core/forecasting/reasons.js';
import { buildWebApp } from '../../apps/gateway/src/testing/built-web.js';
import { networkReaders, readers } from '../../apps/quality/src/readers.js';
import { reasonValues } from '../../apps/web/src/item-locations/reason-values.js';
import { eventTypes } from '../../apps/web/src/live/event-types.js';
import { chartReaders, reportReaders } from '../../apps/web/src/session/quality-readers.js';
import { estimatedTrip } from '../../apps/web/src/timeline/travel.js';

/** What a browser must load before it shows anything, in bytes as they travel. */
const mostInitialBytes = 250 * 1024;

describe('the built web app', () => {
  let page: string;
  beforeAll(async () => {
    await buildWebApp();
    page = readFileSync('dist/web/index.html', 'utf8');
  }, 120_000);

  it('begins with at most 250 KB of JavaScript', () => {
    const scripts = [...page.matchAll(/<(?:script[^>]+src|link rel="modulepreload"[^>]+href)="\/app\/([^"]+)"/g)];
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.map(([, path]) => gzipSync(readFileSync(`dist/web/${path}`)).length);
    const initial = bytes.reduce((sum, size) => sum + size, 0);
    expect(initial).toBeGreaterThan(20 * 1024);
    expect(initial).toBeLessThanOrEqual(mostInitialBytes);
  });

  it('names only files that are there', () => {
    const paths = [...page.matchAll(/(?:src|href)="\/app\/(assets\/[^"]+)"/g)].map(([, path]) => path!);
    expect(paths.filter((path) => !existsSync(`dist/web/${path}`))).toEqual([]);
  });
});

describe('the web app and the contract', () => {
  it('listens to every type of event that there is', () => {
    expect([...eventTypes].toSorted()).toEqual(eventClasses.map(({ type }) => type).toSorted());
  });

  it('has words for every reason that a forecast may give', () => {
    expect(Object.keys(reasonValues)).toEqual(reasonCodes);
  });

  it('asks for reports, score cards and charts of quality for just those whom the service answers', () => {
    expect([...reportReaders].toSorted()).toEqual([...readers.roles].toSorted());
    expect([...chartReaders].toSorted()).toEqual([...networkReaders.roles].toSorted());
  });

  it('has addresses that no service has', () => {
    expect(forwardedPaths.filter(({ path }) => path.startsWith('/app'))).toEqual([]);
  });

  it('estimates a way as dispatch does, in town and beyond', () => {
    const home = { lon: 116.4, lat: 39.9 };
    for (const lon of [116.4, 116.402, 116.43, 116.6, 117.9, 121.5]) {
      const there = { lon, lat: 39.95 - lon / 10_000 };
      expect(estimatedTrip(home, there)).toEqual(greatCircleTravel(home, there));
    }
    expect(estimatedTrip(home, home)).toEqual(greatCircleTravel(home, home));
  });
});

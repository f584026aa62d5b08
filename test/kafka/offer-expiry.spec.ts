import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#common/runtime/postgres-port.js';
import { type Distributed, startDistributed } from '../../apps/standalone/src/distributed/start-distributed.js';
import { startKafka } from '../../deploy/kafka/broker.js';
import { type Callout, eventually, signIn } from '../stories/callout.js';
import { Scene } from '../stories/scene.js';

/** Nine seconds by the system's clock, which nobody can move: time for a slow machine to see the offer before it expires. */
const offerMinutes = 0.15;

interface BoardOffer {
  siteId: string;
  status: string;
}

describe('an offer over Kafka that nobody answers', () => {
  let home: string;
  let shape: Distributed;
  let callout: Callout;

  beforeAll(async () => {
    execFileSync(process.execPath, ['tools/bundle.js']);
    home = mkdtempSync(join(tmpdir(), 'callout-expiry-'));
    shape = await startDistributed({
      home,
      port: await freePort(),
      dist: join(process.cwd(), 'dist'),
      instances: 1,
      startKafka,
      variables: { dispatch: { OFFER_MINUTES: String(offerMinutes) } },
      tell: () => undefined,
    });
    const [url = ''] = shape.gatewayUrls;
    const admin = await signIn(url, 'admin', shape.adminPassword);
    callout = { url, admin, now: async () => new Date(), close: () => shape.close() };
  }, 180_000);

  afterAll(async () => {
    await shape?.close();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);

  it('goes to the next site at its deadline; the late answer is refused, and the board knows it all', async () => {
    const scene = await Scene.set(callout, ['franchised', 'franchised']);
    const order = await scene.order((await scene.report()).id);
    const first = await scene.offer(order.id);
    const deadline = Date.parse(first.offer.deadline);
    const second = await eventually('an offer to the other site', async () => {
      const found = await scene.offer(order.id);
      return found.site.id !== first.site.id && found;
    });
    expect(Date.now()).toBeGreaterThanOrEqual(deadline);
    const { offer, site } = second;
    const body = { technicianId: site.technicians[0] };
    await site.key.does(`/offers/${offer.id}/accept`, body, { version: offer.version });
    await first.site.key.post(`/offers/${first.offer.id}/accept`, {}, { version: first.offer.version }).expect(410);
    expect((await scene.visit(order.id)).siteId).toBe(site.id);

    const board = await eventually('the end of both offers on the board', async () => {
      const { items } = await callout.admin.sees<{ items: BoardOffer[] }>(`/board/offers?repairOrderId=${order.id}`);
      return items.length === 2 && items.every(({ status }) => status !== 'pending') && items;
    });
    expect(Object.fromEntries(board.map(({ siteId, status }) => [siteId, status]))).toEqual({
      [first.site.id]: 'expired',
      [site.id]: 'accepted',
    });
  }, 90_000);
});

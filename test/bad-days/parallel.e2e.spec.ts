import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Response } from 'supertest';
import { type Callout, eventually, type Person, startCallout } from '../stories/callout.js';
import { type Offer, type Order, Scene, type Site } from '../stories/scene.js';
import { headOf, json, sendRaw, trickle } from './raw-request.js';

interface Problem {
  type: string;
  status: number;
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** How many answers had each status. */
function tally(answers: readonly Response[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** What a request may take to arrive, and how long after that the server may look. */
const arrivalSeconds = 30;
const lookSeconds = 15;
const slowCallers = 20;

let callout: Callout;
/** They hold their connections while all others are served, from the first test to the last. */
let slow: Promise<{ answer: string; seconds: number }[]>;
beforeAll(async () => {
  callout = await startCallout();
  slow = Promise.all(times(slowCallers, (index) => askSlowly(['/api/v1/sessions', '/api/v1/requests'][index % 2]!)));
}, 120_000);
afterAll(() => callout.close());

describe('1,000 parallel reports with one Idempotency-Key', () => {
  it('have one effect and equal answers', async () => {
    const scene = await Scene.set(callout, ['franchised']);
    const body = reportOf(scene);
    const key = randomUUID();
    const answers = await Promise.all(times(1_000, () => callout.admin.post('/requests', body, { key })));
    expect(tally(answers)).toEqual({ 201: 1_000 });
    expect(new Set(answers.map(({ text }) => canonical(text))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);

    const { id, customerId } = answers[0]!.body as { id: string; customerId: string };
    await scene.order(id);
    const { items: orders } = await callout.admin.sees<{ items: Order[] }>(`/repair-orders?requestId=${id}`);
    expect(orders).toHaveLength(1);
    const { items: requests } = await callout.admin.sees<{ items: unknown[] }>(`/requests?customerId=${customerId}`);
    expect(requests).toHaveLength(1);
    const { items: customers } = await callout.admin.sees<{ items: unknown[] }>(
      `/customers?search=${encodeURIComponent(body.customer.name)}`,
    );
    expect(customers).toHaveLength(1);
  }, 60_000);
});

describe('parallel accepts', () => {
  it('of one offer, 100 at once: one 200, the others 409', async () => {
    const scene = await Scene.set(callout, ['franchised']);
    const order = await scene.order((await scene.report()).id);
    const { offer, site } = await scene.offer(order.id);
    const answers = await Promise.all(times(100, () => accept(site, offer)));
    expect(tally(answers)).toEqual({ 200: 1, 409: 99 });
    const { items } = await callout.admin.sees<{ items: unknown[] }>(`/visits?repairOrderId=${order.id}`);
    expect(items).toHaveLength(1);
  }, 60_000);

  it('of the offers of several sites for one order: one 200, the others 409 and not told who has won', async () => {
    const scene = await Scene.set(callout, ['franchised', 'franchised', 'franchised', 'franchised']);
    for (let round = 0; round < 5; round += 1) {
      const request = await scene.report(`round ${round} of a fault`, { separate: true });
      const offers = await offerToAll(scene, request.id);
      const answers = await Promise.all(
        times(100, (index) => {
          const { site, offer } = offers[index % offers.length]!;
          return accept(site, offer).then((answer) => ({ site, answer }));
        }),
      );
      expect(tally(answers.map(({ answer }) => answer))).toEqual({ 200: 1, 409: 99 });
      const winner = answers.find(({ answer }) => answer.status === 200)!.site;
      const lost = answers.filter(({ site, answer }) => site.id !== winner.id && answer.status === 409);
      expect(lost).toHaveLength(75);
      for (const { answer } of lost) expectNotToldAbout(winner, scene, answer);
      await expectOneOwner(offers[0]!.offer.repairOrderId, winner);
    }
  }, 120_000);
});

describe('an accept whose answer was lost', () => {
  it('gets the first answer when it is sent again with the same key, not 412', async () => {
    const scene = await Scene.set(callout, ['franchised']);
    const order = await scene.order((await scene.report()).id);
    const { offer, site } = await scene.offer(order.id);
    const { secret } = await callout.admin.does<{ secret: string }>('/api-keys', {
      name: `${scene.word} that hangs up`,
      siteId: site.id,
      scopes: ['offers:read', 'offers:write'],
    });
    const key = randomUUID();
    const body = { technicianId: site.technicians[0] };
    await sendAndHangUp(`${callout.url}/api/v1/offers/${offer.id}/accept`, body, {
      authorization: `Bearer ${secret}`,
      'idempotency-key': key,
      'if-match': `"${offer.version}"`,
    });
    await eventually('the accept whose answer nobody read', async () => {
      const { status } = await site.key.sees<Offer>(`/offers/${offer.id}`);
      return status === 'accepted';
    });

    const same = new SitePerson(callout.url, secret);
    const again = await same.post(`/offers/${offer.id}/accept`, body, offer.version, key);
    expect(again.status).toBe(200);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('etag')).toBe(`"${offer.version + 1}"`);
    expect(await again.json()).toMatchObject({ id: offer.id, status: 'accepted', version: offer.version + 1 });
    const other = await same.post(`/offers/${offer.id}/accept`, body, offer.version, randomUUID());
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({
      type: '/problems/illegal-transition',
    });
    const { items } = await callout.admin.sees<{ items: unknown[] }>(`/visits?repairOrderId=${order.id}`);
    expect(items).toHaveLength(1);
  }, 60_000);
});

describe('a request that is too large, in a running Callout', () => {
  const large = Buffer.from(`{"problem":"${'x'.repeat(10_000_000)}"}`);
  const inChunks = [headOf('/api/v1/requests', json, 'transfer-encoding: chunked'), `${large.length.toString(16)}\r\n`];

  it.each([
    ['and says so', [headOf('/api/v1/requests', json, `content-length: ${large.length}`), large]],
    ['and does not say so', [...inChunks, large, '\r\n0\r\n\r\n']],
    ['for a route of the gateway itself', [headOf('/api/v1/sessions', json, `content-length: ${large.length}`), large]],
  ])('%s, is refused with a problem document however much of it is really sent', async (_, parts) => {
    const answer = await sendRaw(portOf(callout), parts);
    expect(answer).toContain('HTTP/1.1 413 ');
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(answer).toContain('"type":"/problems/body-too-large"');
  });
});

describe('requests that trickle, in a running Callout', () => {
  it('are refused when their time is over, and have kept nobody else from being served', async () => {
    const answers = await slow;
    expect(answers).toHaveLength(slowCallers);
    for (const { answer, seconds } of answers) {
      expect(answer).toContain('HTTP/1.1 408 ');
      expect(answer).toContain('"type":"/problems/request-timeout"');
      expect(seconds).toBeGreaterThan(arrivalSeconds - 1);
      expect(seconds).toBeLessThan(arrivalSeconds + lookSeconds);
    }
  }, 60_000);
});

const portOf = ({ url }: Callout) => Number(new URL(url).port);

async function askSlowly(path: string): Promise<{ answer: string; seconds: number }> {
  const began = performance.now();
  const answer = await sendRaw(portOf(callout), trickle(headOf(path, json, 'content-length: 100000')), 500);
  return { answer, seconds: (performance.now() - began) / 1_000 };
}

/** The caller whose connection broke, on a new connection. */
class SitePerson {
  constructor(
    private readonly url: string,
    private readonly secret: string,
  ) {}

  post(path: string, body: object, version: number, key: string): Promise<globalThis.Response> {
    const headers = {
      authorization: `Bearer ${this.secret}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      'if-match': `"${version}"`,
    };
    return fetch(`${this.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }
}

/** Sends a request and breaks the connection as soon as it is on its way. */
function sendAndHangUp(url: string, body: object, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve) => {
    const sent = httpRequest(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } });
    sent.on('error', () => undefined);
    sent.end(JSON.stringify(body), () => {
      sent.destroy();
      resolve();
    });
  });
}

function reportOf(scene: Scene) {
  return {
    channel: 'web',
    customer: {
      name: `Only One ${scene.word}`,
      phone: '+44 29 2018 0001',
      address: { street: 'Queen Street 2', place: scene.place },
    },
    asset: { productCode: scene.word, serialNumber: scene.word },
    problem: 'does not start any more',
    visit: true,
  };
}

const accept = (site: Site, offer: Offer) =>
  site.key.post(`/offers/${offer.id}/accept`, { technicianId: site.technicians[0] }, { version: offer.version });

/** Puts the order on offer to all sites of the scene at once, and returns what each of them got. */
async function offerToAll(scene: Scene, requestId: string): Promise<{ site: Site; offer: Offer }[]> {
  const order = await scene.order(requestId, ({ status }) => status === 'offered' || status === 'ready');
  const present = await eventually('the order is still', async () => {
    const seen = await callout.admin.sees<Order>(`/repair-orders/${order.id}`);
    const siteIds = scene.sites.map(({ id }) => id);
    const answer = await callout.admin.post(
      `/repair-orders/${order.id}/offers`,
      { siteIds },
      { version: seen.version },
    );
    if (answer.status !== 200 && answer.status !== 412) throw new Error(`${answer.status}: ${answer.text}`);
    return answer.status === 200 && seen;
  });
  return Promise.all(scene.sites.map(async (site) => ({ site, offer: await pendingOf(site.key, present.id) })));
}

async function pendingOf(key: Person, repairOrderId: string): Promise<Offer> {
  const { items } = await key.sees<{ items: Offer[] }>(`/offers?status=pending&repairOrderId=${repairOrderId}`);
  expect(items).toHaveLength(1);
  return items[0]!;
}

function expectNotToldAbout(winner: Site, scene: Scene, { body, text }: Response): void {
  expect((body as Problem).type).toMatch(/offer-taken|illegal-transition/);
  const index = scene.sites.indexOf(winner);
  for (const secret of [winner.id, winner.technicians[0]!, `Site ${index}`, `${scene.word}-${index}`]) {
    expect(text).not.toContain(secret);
  }
}

async function expectOneOwner(orderId: string, winner: Site): Promise<void> {
  const { items } = await callout.admin.sees<{ items: { siteId: string }[] }>(`/visits?repairOrderId=${orderId}`);
  expect(items.map(({ siteId }) => siteId)).toEqual([winner.id]);
  expect(await callout.admin.sees<Order>(`/repair-orders/${orderId}`)).toMatchObject({ siteId: winner.id });
}

/** A stored answer may have its fields in another order. */
function canonical(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

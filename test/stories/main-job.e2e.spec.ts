import { randomUUID } from 'node:crypto';
import { type Callout, eventually, startCallout } from './callout.js';
import { type Offer, repaired, type Row, Scene } from './scene.js';
import { expectSiteDay } from './site-day.js';
import { fillShelves, levelOf, reservation, teach } from './stock.js';

const satisfied = {
  satisfied: true,
  quality: 5,
  punctuality: 5,
  attitude: 5,
  timesConfirmed: true,
  workConfirmed: true,
};

/** Half an hour is half an hour where the clock is the system's. */
const clockCanMove = process.env['CALLOUT_URL'] === undefined;

let callout: Callout;
beforeAll(async () => {
  callout = await startCallout();
}, 120_000);
afterAll(() => callout.close());

describe('one order from the report to the satisfied customer', () => {
  it('is accepted at once, done, confirmed and closed', async () => {
    const scene = await Scene.set(callout, ['franchised']);
    const request = await scene.report();
    const order = await scene.order(request.id, ({ status }) => status === 'offered');
    const { offer, site } = await scene.offer(order.id);

    await site.key.does(
      `/offers/${offer.id}/accept`,
      { technicianId: site.technicians[0] },
      { version: offer.version },
    );
    const visit = await scene.visit(order.id);
    expect(visit.technicianId).toBe(site.technicians[0]);
    await scene.work(visit, site, repaired);
    await scene.order(request.id, ({ status }) => status === 'completed');

    await scene.answer(request.id, satisfied);
    await scene.request(request.id, ({ status }) => status === 'closed');
    expect(await scene.order(request.id, ({ status }) => status === 'closed')).toMatchObject({ waitingFor: 'nobody' });
    const productId = await productOf(scene);
    const failures = await eventually('a failure record', async () => {
      const { items } = await scene.admin.sees<{ items: { faultCode: string }[] }>(
        `/failure-records?productId=${productId}`,
      );
      return items.length > 0 && items;
    });
    expect(failures).toEqual([expect.objectContaining({ faultCode: 'motor' })]);
  }, 60_000);

  it('is booked directly when the best site is the own one', async () => {
    const scene = await Scene.set(callout, ['own']);
    const request = await scene.report();
    const order = await scene.order(request.id, ({ status }) => status === 'scheduled');
    expect((await scene.visit(order.id)).siteId).toBe(scene.sites[0]?.id);
  }, 60_000);

  it('is declined by two sites, then accepted by the third', async () => {
    const scene = await Scene.set(callout, ['franchised', 'franchised', 'franchised']);
    const request = await scene.report();
    const order = await scene.order(request.id);
    const asked = new Set<string>();
    for (let round = 0; round < 2; round += 1) {
      const { offer, site } = await scene.offer(order.id);
      asked.add(site.id);
      await site.key.does(`/offers/${offer.id}/decline`, { reason: 'schedule_conflict' }, { version: offer.version });
    }
    const { offer, site } = await scene.offer(order.id);
    expect(asked).not.toContain(site.id);
    await site.key.does(
      `/offers/${offer.id}/accept`,
      { technicianId: site.technicians[0] },
      { version: offer.version },
    );
    expect((await scene.visit(order.id)).siteId).toBe(site.id);
  }, 60_000);

  if (clockCanMove) {
    it('goes to the next site when the first lets the offer expire, and the late answer is refused', async () => {
      const scene = await Scene.set(callout, ['franchised', 'franchised']);
      const request = await scene.report();
      const order = await scene.order(request.id);
      const first = await scene.offer(order.id);
      await callout.moveTo?.(new Date(first.offer.deadline));
      const second = await scene.offer(order.id);
      expect(second.site.id).not.toBe(first.site.id);
      await first.site.key.post(`/offers/${first.offer.id}/accept`, {}, { version: first.offer.version }).expect(410);
    }, 60_000);
  }

  it('holds its parts where it is offered, moves them to who accepts, issues the used one and gives back the other', async () => {
    const scene = await Scene.set(callout, ['franchised', 'franchised']);
    const [used, unused] = [await scene.enterPart('USED'), await scene.enterPart('UNUSED')];
    const shelves = await fillShelves(scene, [used, unused], 5);
    await teach(scene, [used, unused]);

    const order = await scene.order((await scene.report()).id);
    const first = await scene.offer(order.id);
    await heldAt(scene, order.id, shelves.get(first.site));
    await first.site.key.does(
      `/offers/${first.offer.id}/decline`,
      { reason: 'schedule_conflict' },
      { version: first.offer.version },
    );
    const { offer, site } = await scene.offer(order.id);
    const shelf = shelves.get(site)!;
    const before = [await levelOf(site.key, used, shelf), await levelOf(site.key, unused, shelf)] as const;
    expect(before.map(({ reserved }) => reserved)).toEqual([0, 0]);
    const body = { technicianId: site.technicians[0] };
    await site.key.does(`/offers/${offer.id}/accept`, body, { version: offer.version });
    await heldAt(scene, order.id, shelf);
    expect(await levelOf(first.site.key, used, shelves.get(first.site)!)).toMatchObject({ reserved: 0 });
    expect(await levelOf(site.key, used, shelf)).toEqual({ ...before[0], reserved: 1 });
    expect(await levelOf(site.key, unused, shelf)).toEqual({ ...before[1], reserved: 1 });

    const fitted = { partId: used, quantity: 1, serialFitted: 'SN-2041', serialRemoved: 'SN-0007' };
    const parts = { partsUsed: [fitted], partsUnused: [{ partId: unused, quantity: 1 }] };
    const usage = { counter: { value: 1240.5, unit: 'operating_hours' } };
    await scene.work(await scene.visit(order.id), site, { ...repaired, ...parts, usage });
    const { lines } = await reservation(scene, order.id, ({ status }) => status === 'issued');
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual(expect.objectContaining({ partId: used, state: 'issued', locationId: shelf }));
    expect(lines).toContainEqual(expect.objectContaining({ partId: unused, state: 'released' }));
    expect(await levelOf(site.key, used, shelf)).toEqual({ onHand: before[0].onHand - 1, reserved: 0 });
    expect(await levelOf(site.key, unused, shelf)).toEqual(before[1]);
    const movements = await site.key.sees<{ items: object[] }>(`/stock-movements?repairOrderId=${order.id}`);
    expect(movements.items).toEqual([
      expect.objectContaining({ ...fitted, locationId: shelf, kind: 'issue', quantity: -1 }),
    ]);
    const failure = await eventually('a failure record', async () => {
      const { items } = await scene.admin.sees<{ items: object[] }>(`/failure-records?repairOrderId=${order.id}`);
      return items[0];
    });
    const counter = { counterValue: 1240.5, counterUnit: 'operating_hours' };
    expect(failure).toMatchObject({
      faultCode: 'motor',
      repaired: true,
      siteId: site.id,
      parts: [fitted],
      ...counter,
    });
  }, 60_000);

  it('waits for a part that must travel, and moves the promise behind it', async () => {
    const scene = await Scene.set(callout, ['own']);
    const part = await scene.stockPart(3);
    const request = await scene.report();
    const order = await scene.order(request.id, ({ status }) => status === 'scheduled');
    const before = await scene.request(request.id, ({ promised }) => promised !== undefined);
    const visit = await scene.visit(order.id);
    await scene.work(visit, scene.sites[0]!, {
      outcome: 'part_missing',
      partsMissing: [{ partId: part, quantity: 1 }],
    });

    const again = await scene.visit(order.id, ({ id, status }) => id !== visit.id && status === 'planned');
    const reservation = await scene.admin.sees<{ availableAt: string; lines: object[] }>(`/reservations/${order.id}`);
    expect(reservation.lines).toContainEqual(expect.objectContaining({ partId: part, state: 'held' }));
    expect(Date.parse(reservation.availableAt)).toBeGreaterThan((await callout.now()).getTime());
    expect(Date.parse(again.start)).toBeGreaterThanOrEqual(Date.parse(reservation.availableAt));
    // Late in the evening either is the first visit of the next morning.
    const mayStay = again.start === visit.start;
    const moved = await scene.request(
      request.id,
      ({ promised }) => mayStay || promised?.from !== before.promised?.from,
    );
    const later = Date.parse(moved.promised?.from ?? '') - Date.parse(before.promised?.from ?? '');
    expect(later).toBeGreaterThanOrEqual(mayStay ? 0 : 1);
  }, 60_000);

  it('is reopened by a customer who is not satisfied: a new order that knows the old one', async () => {
    const scene = await Scene.set(callout, ['own']);
    const request = await scene.report();
    const order = await scene.order(request.id, ({ status }) => status === 'scheduled');
    const [site] = scene.sites;
    await scene.work(await scene.visit(order.id), site!, repaired);
    await scene.answer(request.id, { satisfied: false, comment: 'the same noise again' });
    const again = await scene.order(request.id, ({ previousOrderId }) => previousOrderId === order.id);
    expect(again.status).not.toBe('closed');
    expect((await scene.request(request.id, ({ status }) => status !== 'callback_due')).status).toMatch(
      /reopened|dispatched/,
    );
  }, 60_000);

  it('is asked for again after a dispatcher has cancelled it, done and closed', async () => {
    const scene = await Scene.set(callout, ['own']);
    const request = await scene.report();
    const first = await scene.order(request.id, ({ status }) => status === 'scheduled');
    const { version } = await scene.admin.sees<Row>(`/repair-orders/${first.id}`);
    await scene.admin.does(`/repair-orders/${first.id}/cancel`, { reason: 'entered twice' }, { version });
    const back = await scene.request(request.id, ({ status }) => status === 'triaged');
    await scene.admin.does(`/requests/${request.id}/request-visit`, {}, { version: back.version });
    const next = await scene.order(request.id, ({ id, status }) => id !== first.id && status === 'scheduled');
    await scene.work(await scene.visit(next.id), scene.sites[0]!, repaired);
    await scene.answer(request.id, satisfied);
    expect(await scene.request(request.id, ({ status }) => status === 'closed')).toMatchObject({
      repairOrderId: next.id,
    });
  }, 60_000);

  it('is due later when its clock stood, waits for the dispatcher where it was not safe, and ends without a fault', async () => {
    const scene = await Scene.set(callout, ['own']);
    const request = await scene.report();
    const { id } = await scene.order(request.id, ({ status }) => status === 'scheduled');
    /** The request hears of its order meanwhile: then what was seen is read again. */
    const care = (step: 'pause' | 'resume') =>
      eventually(`request ${request.id} to ${step}`, async () => {
        const { version } = await scene.admin.sees<Row>(`/requests/${request.id}`);
        const because = { reason: 'the customer is away' };
        return (await scene.admin.post(`/requests/${request.id}/${step}`, because, { version })).status === 200;
      });
    const onBoard = (wanted: (row: { dueBy: string; duePaused: boolean }) => boolean) =>
      eventually('the order on the board as wanted', async () => {
        const { status, body } = await scene.admin.get(`/board/orders/${id}`);
        const row = body as { dueBy: string; duePaused: boolean };
        return status === 200 && wanted(row) && row;
      });
    await care('pause');
    const { dueBy } = await onBoard(({ duePaused }) => duePaused);
    await callout.moveTo?.(new Date((await callout.now()).getTime() + 60_000));
    await care('resume');
    const { dueBy: later } = await onBoard(({ duePaused }) => !duePaused);
    expect(Date.parse(later)).toBeGreaterThan(Date.parse(dueBy));

    const [site] = scene.sites;
    await scene.work(await scene.visit(id), site!, { outcome: 'unsafe', note: 'a bare wire beside the machine' });
    const held = await scene.order(request.id, ({ status }) => status === 'ready');
    expect(held).toMatchObject({ waitingFor: 'dispatcher', exceptionReasons: ['unsafe'] });
    await scene.admin.does(`/repair-orders/${id}/match`, {}, { version: held.version });
    await scene.work(await scene.visit(id), site!, { outcome: 'no_fault_found' });
    await scene.answer(request.id, satisfied);
    expect(await scene.request(request.id, ({ status }) => status === 'closed')).toMatchObject({
      outcome: 'satisfied',
    });
  }, 60_000);

  it('waits with the dispatcher, and says why, when nobody can do it', async () => {
    const scene = await Scene.set(callout, []);
    const request = await scene.report();
    const order = await scene.order(request.id, ({ waitingFor }) => waitingFor === 'dispatcher');
    expect(order.exceptionReasons).not.toEqual([]);
    expect(order.waitingUntil).toBeDefined();
  }, 60_000);

  it('is done by a site that sends docs/requests.http from the top', () => expectSiteDay(callout), 60_000);
});

describe('what must not happen', () => {
  it('hides the order and the offer of one site from another', async () => {
    const scene = await Scene.set(callout, ['franchised', 'franchised']);
    const request = await scene.report();
    const order = await scene.order(request.id);
    const { offer, site } = await scene.offer(order.id);
    const other = scene.sites.find(({ id }) => id !== site.id)!;
    await other.key.get(`/offers/${offer.id}`).expect(404);
    await other.key.get(`/repair-orders/${order.id}`).expect(404);
    await other.key.post(`/offers/${offer.id}/accept`, {}, { version: offer.version }).expect(404);
  }, 60_000);

  it('gives the same answer to a repeated request, and refuses the key for another one', async () => {
    const scene = await Scene.set(callout, ['franchised']);
    const order = await scene.order((await scene.report()).id);
    const { offer, site } = await scene.offer(order.id);
    const key = randomUUID();
    const body = { technicianId: site.technicians[0] };
    const first = await site.key.post(`/offers/${offer.id}/accept`, body, { version: offer.version, key }).expect(200);
    const again = await site.key.post(`/offers/${offer.id}/accept`, body, { version: offer.version, key }).expect(200);
    expect(again.body).toEqual(first.body);
    await site.key.post(`/offers/${offer.id}/accept`, {}, { version: offer.version, key }).expect(422);
  }, 60_000);

  it('refuses a stale version with 412, a missing one with 428, a forbidden step with 409 whatever the version', async () => {
    const scene = await Scene.set(callout, ['franchised']);
    const order = await scene.order((await scene.report()).id);
    const { offer, site } = await scene.offer(order.id);
    await site.key.post(`/offers/${offer.id}/accept`, {}, { version: offer.version + 7 }).expect(412);
    await site.key.post(`/offers/${offer.id}/accept`).expect(428);
    const declined = await site.key.does<Offer>(
      `/offers/${offer.id}/decline`,
      { reason: 'other' },
      { version: offer.version },
    );
    await site.key.post(`/offers/${offer.id}/accept`, {}, { version: declined.version + 7 }).expect(409);
  }, 60_000);

  it('books no technician twice', async () => {
    const scene = await Scene.set(callout, ['franchised'], 1);
    const [one, two] = [await scene.report(), await scene.report('makes a terrible noise')];
    const first = await scene.offer((await scene.order(one.id)).id);
    const second = await scene.offer((await scene.order(two.id)).id);
    const start = new Date((await callout.now()).getTime() + 4 * 3_600_000).toISOString();
    const body = { technicianId: first.site.technicians[0], start };
    await first.site.key.does(`/offers/${first.offer.id}/accept`, body, { version: first.offer.version });
    const refused = await second.site.key.post(`/offers/${second.offer.id}/accept`, body, {
      version: second.offer.version,
    });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ type: '/problems/double-booking' });
  }, 60_000);
});

/** Resolves when both parts of the order lie ready there. */
const heldAt = (scene: Scene, orderId: string, shelf: string | undefined) =>
  reservation(
    scene,
    orderId,
    ({ lines }) =>
      lines.length === 2 && lines.every(({ state, locationId }) => state === 'held' && locationId === shelf),
  );

async function productOf(scene: Scene): Promise<string> {
  const { items } = await scene.admin.sees<{ items: { id: string; code: string }[] }>(
    `/products?category=${scene.word}`,
  );
  return items[0]?.id ?? '';
}

import { setTimeout as pause } from 'node:timers/promises';
import { PostgresTransport } from '#common/messaging/postgres-transport.js';
import type { EventTransport } from '#common/messaging/transport.js';
import { startWhole, type Whole } from '../routes/whole.js';
import { type Callout, signIn } from '../stories/callout.js';
import { repaired, Scene } from '../stories/scene.js';
import { RoughTransport } from './rough-transport.js';

const admin = { name: 'admin', displayName: 'Administrator', password: 'callout-disorder', roles: ['admin' as const] };
const latestMilliseconds = 400;

/** All that is known in the end, without ids and moments: those differ from one run to the next. */
const finalState = {
  requests: `SELECT problem, status FROM desk.service_request`,
  timelines: `SELECT problem, kind, to_status, t.data->>'status' AS told FROM desk.timeline_entry t JOIN desk.service_request r ON r.id = t.request_id`,
  callBacks: `SELECT r.problem, c.status FROM desk.call_back c JOIN desk.service_request r ON r.id = c.request_id`,
  orders: `SELECT problem, o.attempt, o.status, waiting_for, o.version FROM dispatch.repair_order o JOIN desk.service_request r ON r.id = o.request_id`,
  offers: `SELECT problem, o.status FROM dispatch.offer o JOIN desk.service_request r ON r.id = o.request_id`,
  visits: `SELECT problem, sequence, v.status, v.outcome FROM dispatch.visit v JOIN desk.service_request r ON r.id = v.request_id`,
  stock: `SELECT location.kind, on_hand, reserved FROM inventory.stock_level JOIN inventory.stock_location location ON location.id = location_id`,
  movements: `SELECT kind, quantity FROM inventory.stock_movement`,
  reservations: `SELECT problem, v.status FROM inventory.reservation v JOIN desk.service_request r ON r.id = v.request_id`,
  failures: `SELECT fault_code, repaired, parts_used, returned_at IS NOT NULL AS returned, satisfaction FROM quality.failure_record`,
  answers: `SELECT satisfied, close_outcome, returned_at IS NOT NULL AS returned FROM quality.order_evidence`,
  board: `SELECT problem, b.status, b.waiting_for FROM gateway.board_order b JOIN desk.service_request r ON r.id = b.request_id`,
  boardOffers: `SELECT status FROM gateway.board_offer`,
  boardVisits: `SELECT status, outcome FROM gateway.board_visit`,
  deadLetters: ['desk', 'dispatch', 'inventory', 'quality', 'gateway']
    .map((service) => `SELECT consumer, reason FROM ${service}.dead_letter`)
    .join(' UNION ALL '),
};

type State = Record<string, string[]>;

async function stateOf({ database }: Whole): Promise<State> {
  const state: State = {};
  for (const [what, query] of Object.entries(finalState)) {
    const rows = await database.query<{ row: string }>(`SELECT to_json(q)::text AS row FROM (${query}) AS q`);
    state[what] = rows.map(({ row }) => row).toSorted();
  }
  return state;
}

/** A world of its own in which the stories are told; what is on its way comes to its end before the state is read. */
async function tell(transport: EventTransport, isIdle: () => boolean): Promise<State> {
  const whole = await startWhole([admin], transport);
  try {
    const callout: Callout = {
      url: whole.url,
      admin: await signIn(whole.url, admin.name, admin.password),
      now: async () => new Date('2026-03-02T09:00:00Z'),
      close: async () => undefined,
    };
    for (const story of [satisfied, reopened, declined]) await story(callout);
    await comeToRest(whole, isIdle);
    return await stateOf(whole);
  } finally {
    await whole.close();
  }
}

/** What one service has handled may set others off again: at rest is what was so twice. */
async function comeToRest(whole: Whole, isIdle: () => boolean): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet += isIdle() ? 1 : 0) {
    while (!isIdle()) await pause(10);
    await whole.settle();
    await pause(30);
  }
}

const yes = { satisfied: true, quality: 5, punctuality: 4, attitude: 5, timesConfirmed: true, workConfirmed: true };

async function satisfied(callout: Callout): Promise<void> {
  const scene = await Scene.set(callout, ['franchised']);
  const request = await scene.report('does not start');
  const order = await scene.order(request.id, ({ status }) => status === 'offered');
  const { offer, site } = await scene.offer(order.id);
  const body = { technicianId: site.technicians[0] };
  await site.key.does(`/offers/${offer.id}/accept`, body, { version: offer.version });
  await scene.work(await scene.visit(order.id), site, repaired);
  await scene.answer(request.id, yes);
  await scene.order(request.id, ({ status }) => status === 'closed');
}

async function reopened(callout: Callout): Promise<void> {
  const scene = await Scene.set(callout, ['own']);
  const request = await scene.report('makes a noise');
  const order = await scene.order(request.id, ({ status }) => status === 'scheduled');
  await scene.work(await scene.visit(order.id), scene.sites[0]!, repaired);
  await scene.answer(request.id, { satisfied: false, comment: 'the same noise again' });
  const again = await scene.order(request.id, (one) => one.previousOrderId === order.id && one.status === 'scheduled');
  await scene.work(await scene.visit(again.id), scene.sites[0]!, repaired);
}

async function declined(callout: Callout): Promise<void> {
  const scene = await Scene.set(callout, ['franchised', 'franchised']);
  const request = await scene.report('smells of smoke');
  const order = await scene.order(request.id, ({ status }) => status === 'offered');
  const first = await scene.offer(order.id);
  await first.site.key.does(
    `/offers/${first.offer.id}/decline`,
    { reason: 'schedule_conflict' },
    { version: first.offer.version },
  );
  const second = await scene.offer(order.id);
  await second.site.key.does(`/offers/${second.offer.id}/accept`, {}, { version: second.offer.version });
}

describe('every event delivered twice, late and shuffled between aggregates', () => {
  let orderly: State;
  beforeAll(async () => {
    orderly = await tell(new PostgresTransport(), () => true);
  }, 120_000);

  it('is compared with a world in which the stories were told to their end', () => {
    expect(orderly['orders']).toHaveLength(4);
    expect(orderly['failures']).toHaveLength(3);
    expect(orderly['deadLetters']).toEqual([]);
  });

  it.each([1, 2, 3])(
    'ends in the same state (disorder %i)',
    async (seed) => {
      const transport = new RoughTransport(randomFrom(seed), latestMilliseconds);
      const state = await tell(transport, () => transport.idle);
      expect(transport.counts.deliveries).toBeGreaterThan(2 * transport.counts.events);
      expect(state).toEqual(orderly);
    },
    180_000,
  );
});

/** mulberry32: the same disorder for the same seed, as far as the timing of the services allows. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

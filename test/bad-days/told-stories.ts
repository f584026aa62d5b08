import type { Callout } from '../stories/callout.js';
import { type Offer, repaired, Scene, type Site } from '../stories/scene.js';
import { fillShelves, reservation, teach } from '../stories/stock.js';

const yes = { satisfied: true, quality: 5, punctuality: 4, attitude: 5, timesConfirmed: true, workConfirmed: true };
const hour = 3_600_000;

/** One world's Callout with its business clock, which stands unless a story moves it. */
export interface World {
  /** Its clock stands: visits are done at once. */
  standing: Callout;
  /** The same Callout; its `moveTo` waits before and after the move until all is at rest. */
  moving: Callout;
  /** Until nothing is on its way. */
  rest(): Promise<void>;
}

/** The main job with parts: held, declined, countered, moved to who comes, one used, one given back. */
export async function mainJob({ standing, rest }: World): Promise<void> {
  const scene = await Scene.set(standing, ['franchised', 'franchised']);
  const parts = [await scene.enterPart('USED'), await scene.enterPart('UNUSED')];
  await fillShelves(scene, parts, 5);
  await teach(scene, parts);
  await rest(); // who is asked first depends on what dispatch has heard of the sites until then

  const request = await scene.report('does not start at all');
  const order = await scene.order(request.id, ({ status }) => status === 'offered');
  await decline(await scene.offer(order.id));
  const { offer, site } = await scene.offer(order.id);
  const start = new Date((await standing.now()).getTime() + 5 * hour).toISOString();
  const countered = await site.key.does<Offer>(
    `/offers/${offer.id}/counter`,
    { start, technicianId: site.technicians[0], priceMinor: 9_000, currency: 'GBP' }, // the dispatcher must look at a price
    { version: offer.version },
  );
  await standing.admin.does(`/offers/${offer.id}/take-counter`, {}, { version: countered.version });
  const partsUsed = [{ partId: parts[0], quantity: 1, serialFitted: 'SN-2041', serialRemoved: 'SN-0007' }];
  const partsUnused = [{ partId: parts[1], quantity: 1 }];
  await scene.work(await scene.visit(order.id), site, { ...repaired, partsUsed, partsUnused });
  await scene.answer(request.id, yes);
  await scene.order(request.id, ({ status }) => status === 'closed');
}

export async function satisfied({ standing }: World): Promise<void> {
  const scene = await Scene.set(standing, ['franchised']);
  const request = await scene.report('stops when warm');
  const order = await scene.order(request.id, ({ status }) => status === 'offered');
  const { offer, site } = await scene.offer(order.id);
  const body = { technicianId: site.technicians[0] };
  await site.key.does(`/offers/${offer.id}/accept`, body, { version: offer.version });
  await scene.work(await scene.visit(order.id), site, repaired);
  await scene.answer(request.id, yes);
  await scene.order(request.id, ({ status }) => status === 'closed');
}

export async function reopened({ standing }: World): Promise<void> {
  const scene = await Scene.set(standing, ['own']);
  const request = await scene.report('makes a noise');
  const order = await scene.order(request.id, ({ status }) => status === 'scheduled');
  await scene.work(await scene.visit(order.id), scene.sites[0]!, repaired);
  await scene.answer(request.id, { satisfied: false, comment: 'the same noise again' });
  const again = await scene.order(request.id, (one) => one.previousOrderId === order.id && one.status === 'scheduled');
  await scene.work(await scene.visit(again.id), scene.sites[0]!, repaired);
}

/** Nobody answers the first offer; the second site has no part at hand and gets it from the warehouse. */
export async function expiredAndShort({ moving }: World): Promise<void> {
  const scene = await Scene.set(moving, ['franchised', 'franchised']);
  const partId = await scene.stockPart(3);
  const request = await scene.report('smells of smoke');
  const order = await scene.order(request.id, ({ status }) => status === 'offered');
  const first = await scene.offer(order.id);
  await moving.moveTo?.(new Date(first.offer.deadline));
  const { offer, site } = await scene.offer(order.id);
  const body = { technicianId: site.technicians[0] };
  await site.key.does(`/offers/${offer.id}/accept`, body, { version: offer.version });
  const visit = await scene.visit(order.id);
  const missing = { outcome: 'part_missing', partsMissing: [{ partId, quantity: 1 }] };
  await scene.work(visit, site, missing);
  await reservation(scene, order.id, ({ lines }) => lines.some(({ state }) => state === 'held'));
  const again = await scene.visit(order.id, ({ id, status }) => id !== visit.id && status === 'planned');
  await scene.work(again, site, { ...repaired, partsUsed: [{ partId, quantity: 1 }] });
}

const decline = ({ offer, site }: { offer: Offer; site: Site }) =>
  site.key.does(`/offers/${offer.id}/decline`, { reason: 'schedule_conflict' }, { version: offer.version });

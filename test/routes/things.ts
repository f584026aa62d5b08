import type { Person } from '../stories/callout.js';
import { type Callout, eventually } from '../stories/callout.js';
import { repaired, type Row, Scene, type Site, type Visit } from '../stories/scene.js';

/** The ids of what belongs to one site, by the first part of the path that leads to it. */
export type Things = Readonly<Record<string, string>>;

/** Two sites, each with an order, a pending offer, a planned visit, a finished repair, a file, stock and a key of its own. */
export interface World {
  scene: Scene;
  site: Site;
  other: Site;
  mine: Things;
  theirs: Things;
}

export async function twoSites(callout: Callout): Promise<World> {
  const scene = await Scene.set(callout, ['franchised', 'franchised'], 2);
  const [site, other] = scene.sites as [Site, Site];
  const mine = await thingsOf(scene, site);
  const theirs = await thingsOf(scene, other);
  return { scene, site, other, mine, theirs };
}

async function thingsOf(scene: Scene, site: Site): Promise<Things> {
  const { admin } = scene;
  const request = await scene.report('is broken, and this site shall see to it');
  const visit = await bookedAt(scene, site, request.id);
  const file = { name: 'a.txt', contentType: 'text/plain', contentBase64: 'YQ==' };
  await eventually('the request at the site that has its visit', () =>
    site.key.sees(`/requests/${request.id}`).then(
      () => true,
      () => false, // the desk has not heard of the visit yet
    ),
  );
  const attachment = await site.key.does<Row>(`/requests/${request.id}/attachments`, file);
  await scene.work(await bookedAt(scene, site, (await scene.report('one that is soon done')).id), site, repaired);
  const pending = await offeredTo(scene, site, (await scene.report('another one for this site')).id);
  return {
    sites: site.id,
    technicians: site.technicians[0] ?? '',
    requests: request.id,
    'repair-orders': visit.repairOrderId,
    board: visit.repairOrderId,
    offers: pending.id,
    visits: visit.id,
    attachments: attachment.id,
    'failure-records': await eventually('a failure record', () => failureOf(site)),
    'stock-locations': await firstOf(admin, `/stock-locations?siteId=${site.id}`),
    'api-keys': await firstOf(admin, `/api-keys?siteId=${site.id}`),
    'score-cards': site.id,
    'code-mappings': site.id,
    reservations: visit.repairOrderId,
    plans: await planOf(site, visit.start.slice(0, 10)),
  };
}

/** A plan of the site that is ready. */
async function planOf({ id, key }: Site, day: string): Promise<string> {
  const plan = await key.does<Row>('/plans', { siteIds: [id], from: day, to: day, seconds: 1 });
  await eventually('a plan that is ready', async () => {
    const { status } = await key.sees<{ status: string }>(`/plans/${plan.id}`);
    return status === 'ready';
  });
  return plan.id;
}

/** The visit that a site has booked for a request by accepting its order. */
export async function bookedAt(scene: Scene, site: Site, requestId: string): Promise<Visit> {
  const { id, version, repairOrderId } = await offeredTo(scene, site, requestId);
  await site.key.does(`/offers/${id}/accept`, { technicianId: site.technicians[0] }, { version });
  return scene.visit(repairOrderId);
}

/** Lets every other site decline until this one is asked. */
export async function offeredTo(scene: Scene, site: Site, requestId: string) {
  const order = await scene.order(requestId);
  for (;;) {
    const { offer, site: asked } = await scene.offer(order.id);
    if (asked.id === site.id) return offer;
    await asked.key.does(`/offers/${offer.id}/decline`, { reason: 'other' }, { version: offer.version });
  }
}

async function failureOf({ id, key }: Site): Promise<string | undefined> {
  const { items } = await key.sees<{ items: { failureRecordId: string; siteId: string }[] }>('/failure-records');
  return items.find(({ siteId }) => siteId === id)?.failureRecordId;
}

async function firstOf(admin: Person, path: string): Promise<string> {
  const { items } = await admin.sees<{ items: Row[] }>(path);
  return items[0]?.id ?? '';
}

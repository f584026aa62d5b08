import { repaired, type Row, type Scene, type Site } from '../stories/scene.js';
import { bookedAt, offeredTo } from './things.js';

/** A step that a site takes with what is its own: what must be there before, and what it says. */
interface SiteStep {
  prepare: (scene: Scene, site: Site) => Promise<Row>;
  body?: (site: Site) => object;
}

const request = async (scene: Scene) => (await scene.report('a fault for one step')).id;
const offer = async (scene: Scene, site: Site) => offeredTo(scene, site, await request(scene));
const visit = async (scene: Scene, site: Site) => bookedAt(scene, site, await request(scene));
const visitAfter = async (scene: Scene, site: Site, ...steps: string[]) => {
  let present: Row = await visit(scene, site);
  for (const step of steps)
    present = await site.key.does(`/visits/${present.id}/${step}`, {}, { version: present.version });
  return present;
};
const accepted = async (scene: Scene, site: Site) => {
  const { id, version, repairOrderId } = await offer(scene, site);
  await site.key.does(`/offers/${id}/accept`, {}, { version });
  return site.key.sees<Row>(`/repair-orders/${repairOrderId}`);
};
const technician = ({ technicians: [technicianId] }: Site) => ({ technicianId });
const reason = () => ({ reason: 'for a reason' });

/** Every step that sites take on rows of their own, by its route. */
export const siteSteps: Readonly<Record<string, SiteStep>> = {
  'offers/{id}/accept': { prepare: offer, body: technician },
  'offers/{id}/counter': { prepare: offer, body: () => ({ priceMinor: 9_000, currency: 'GBP' }) },
  'offers/{id}/decline': { prepare: offer, body: () => ({ reason: 'other' }) },
  'repair-orders/{id}/assign': { prepare: accepted, body: technician },
  'visits/{id}/depart': { prepare: visit },
  'visits/{id}/arrive': { prepare: (scene, site) => visitAfter(scene, site, 'depart') },
  'visits/{id}/finish': { prepare: (scene, site) => visitAfter(scene, site, 'depart', 'arrive'), body: () => repaired },
  'visits/{id}/miss': { prepare: visit, body: reason },
  'visits/{id}/cancel': { prepare: visit, body: reason },
  'visits/{id}/reschedule': { prepare: visit, body: () => ({ start: '2026-03-20T10:00:00Z', ...reason() }) },
};

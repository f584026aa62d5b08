import { eventually, type Person } from './callout.js';
import { repaired, type Scene, type Site } from './scene.js';

export interface Level {
  onHand: number;
  reserved: number;
}

export interface Line {
  partId: string;
  quantity: number;
  state: string;
  locationId: string | null;
}

export interface Reservation {
  status: string;
  availableAt: string | null;
  lines: Line[];
}

/** What this caller sees of the pieces of one part at one place. */
export async function levelOf(person: Person, partId: string, locationId: string): Promise<Level> {
  const { items } = await person.sees<{ items: Level[] }>(`/stock-levels?partId=${partId}&locationId=${locationId}`);
  const [{ onHand, reserved } = { onHand: 0, reserved: 0 }] = items;
  return { onHand, reserved };
}

/** What is held for an order, as soon as it is as wanted. */
export async function reservation(
  { admin }: Scene,
  repairOrderId: string,
  wanted: (reservation: Reservation) => boolean,
): Promise<Reservation> {
  return eventually(`a reservation of order ${repairOrderId} as wanted`, async () => {
    const answer = await admin.get(`/reservations/${repairOrderId}`);
    const found = answer.body as Reservation;
    return answer.status === 200 && wanted(found) && found;
  });
}

/** So many pieces of each part on the shelf of each site; answers the shelves by site. */
export async function fillShelves(
  scene: Scene,
  partIds: readonly string[],
  quantity: number,
): Promise<Map<Site, string>> {
  const shelves = new Map<Site, string>();
  for (const site of scene.sites) {
    const shelf = await scene.shelf(site);
    for (const partId of partIds) await scene.receive(partId, shelf, quantity);
    shelves.set(site, shelf);
  }
  return shelves;
}

/** One order of a scene with franchised sites, to its end, in which the technician needed these parts: triage expects them of the next. */
export async function teach(scene: Scene, partIds: readonly string[]): Promise<void> {
  const { offer, site } = await scene.offer((await scene.order((await scene.report()).id)).id);
  const body = { technicianId: site.technicians[0] };
  await site.key.does(`/offers/${offer.id}/accept`, body, { version: offer.version });
  const partsUsed = partIds.map((partId) => ({ partId, quantity: 1 }));
  await scene.work(await scene.visit(offer.repairOrderId), site, { ...repaired, partsUsed });
  await eventually('triage expects the parts', async () => {
    const { likelyParts } = await scene.admin.sees<{ likelyParts: { partId: string }[] }>(
      `/triage-suggestions?category=${scene.word}&problem=does%20not%20start`,
    );
    return partIds.every((partId) => likelyParts.some((part) => part.partId === partId));
  });
}

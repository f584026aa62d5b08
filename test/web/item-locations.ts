import { eventually, type Person } from '../stories/callout.js';
import type { Row } from '../stories/scene.js';
import { largestGroup } from './busy-day.js';

interface Run extends Row {
  status: string;
}
interface Item {
  partId: string;
  locationId: string;
}

/** An item-location of the demo that was wanted often. */
export async function wanted(admin: Person): Promise<Item> {
  const { items } = await admin.sees<{ items: Item[] }>('/demand?limit=200');
  const days = new Map<string, number>();
  const keyOf = ({ partId, locationId }: Item) => `${partId} ${locationId}`;
  for (const item of items) days.set(keyOf(item), (days.get(keyOf(item)) ?? 0) + 1);
  const most = Math.max(...days.values());
  const { partId, locationId } = items.find((item) => days.get(keyOf(item)) === most)!;
  return { partId, locationId };
}

/** The place at which one of the most wanted parts was wanted most: a chart has something to show. */
export async function wantedOften(admin: Person): Promise<Item> {
  const [partId = ''] = await wantedLately(admin, 1);
  const { items } = await admin.sees<{ items: Item[] }>(`/demand?limit=200&partId=${partId}`);
  const [item] = largestGroup(items, ({ locationId }) => locationId);
  if (!item) throw new Error(`nobody wanted part ${partId}`);
  return { partId, locationId: item.locationId };
}

/** So many parts that were wanted in the last weeks, the most wanted first: a back-test has something to say of them. */
export async function wantedLately(admin: Person, count: number): Promise<string[]> {
  const { now } = await admin.sees<{ now: string }>('/clock');
  const from = new Date(Date.parse(now) - 50 * 86_400_000).toISOString().slice(0, 10);
  const { items } = await admin.sees<{ items: Item[] }>(`/demand?limit=200&from=${from}`);
  const days = new Map<string, number>();
  for (const { partId } of items) days.set(partId, (days.get(partId) ?? 0) + 1);
  return [...days.keys()].toSorted((one, other) => (days.get(other) ?? 0) - (days.get(one) ?? 0)).slice(0, count);
}

/** A run of this part alone, to its end. */
export async function planOnly(admin: Person, { partId }: Item, publishWhenDone = false): Promise<string> {
  const { id } = await admin.does<Run>('/planning-runs', { scope: { partIds: [partId] }, publishWhenDone });
  await eventually(`run ${id} is over`, async () => {
    const { status } = await admin.sees<Run>(`/planning-runs/${id}`);
    return status === (publishWhenDone ? 'published' : 'done');
  });
  return id;
}

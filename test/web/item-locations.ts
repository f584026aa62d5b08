import { eventually, type Person } from '../stories/callout.js';
import type { Row } from '../stories/scene.js';

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

/** A run of this part alone, to its end. */
export async function planOnly(admin: Person, { partId }: Item, publishWhenDone = false): Promise<string> {
  const { id } = await admin.does<Run>('/planning-runs', { scope: { partIds: [partId] }, publishWhenDone });
  await eventually(`run ${id} is over`, async () => {
    const { status } = await admin.sees<Run>(`/planning-runs/${id}`);
    return status === (publishWhenDone ? 'published' : 'done');
  });
  return id;
}

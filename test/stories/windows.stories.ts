import type { Callout, Person } from './callout.js';
import { type Order, Scene, type Site, type Visit } from './scene.js';

interface Window {
  from: string;
  to: string;
  start: string;
  technicianId: string;
  addedMinutes: number;
}
interface Hold extends Window {
  id: string;
  finish: string;
  expiresAt: string;
}

interface BoardVisit {
  id: string;
  windowFrom?: string;
  windowTo?: string;
}

const minute = 60_000;

/** An order of an own site with its visit. */
async function booked(scene: Scene): Promise<{ order: Order; visit: Visit }> {
  const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
  return { order, visit: await scene.visit(order.id) };
}

const windowsOf = (scene: Scene, { id }: Order, who: Person = scene.admin) =>
  who.sees<Window[]>(`/repair-orders/${id}/windows?days=3`);

const hold = (scene: Scene, { id }: Order, { from, to }: { from: string; to: string }, who: Person = scene.admin) =>
  who.does<Hold>(`/repair-orders/${id}/window-hold`, { from, to });

/** From the list of windows to the promise, in a Callout that runs already. */
export function windowStories(callout: () => Callout): void {
  describe('a time that the customer chooses', () => {
    it('is listed with its cost, held, booked, and promised to the customer', async () => {
      const scene = await Scene.set(callout(), ['own'], 2);
      const { order, visit } = await booked(scene);
      const windows = await windowsOf(scene, order);
      expect(windows.length).toBeGreaterThan(5);
      expect(windows.map(({ addedMinutes }) => addedMinutes)).toEqual(
        windows.map(({ addedMinutes }) => addedMinutes).toSorted((one, other) => one - other),
      );
      const wish = windows.find(({ from }) => Date.parse(from) > Date.parse(visit.start) + 20 * 60 * minute)!;
      const held = await hold(scene, order, wish);
      expect(held).toMatchObject({ from: wish.from, to: wish.to, start: wish.start });
      expect((await scene.visit(order.id)).start).toBe(visit.start); // nothing is changed yet

      const moved = await scene.admin.does<Visit & { window: object }>(`/window-holds/${held.id}/book`, {});
      expect(moved).toMatchObject({ id: visit.id, start: wish.start, window: { from: wish.from, to: wish.to } });
      const promise = { from: wish.from, to: wish.to };
      const request = await scene.request(order.requestId, ({ promised }) => promised?.from === promise.from);
      expect(request.promised).toEqual(promise);
      const board = await scene.admin.sees<{ items: BoardVisit[] }>(`/board/visits?siteId=${visit.siteId}`);
      expect(board.items).toMatchObject([{ id: visit.id, windowFrom: wish.from, windowTo: wish.to }]);
      await scene.admin.post(`/window-holds/${held.id}/book`, {}).expect(404); // it was booked already
    });

    it('is kept from others meanwhile: two customers who want the same window get the technician one after the other', async () => {
      const scene = await Scene.set(callout(), ['own']);
      const [one, other] = [await booked(scene), await booked(scene)];
      const day = (await windowsOf(scene, one.order)).find(({ from }) => from > '2026-03-03')!;
      const [first, second] = await Promise.all([hold(scene, one.order, day), hold(scene, other.order, day)]);
      const apart = Math.abs(Date.parse(first.start) - Date.parse(second.start));
      expect(apart).toBeGreaterThanOrEqual(60 * minute); // an hour's work each
      await scene.admin.does(`/window-holds/${second.id}/book`, {});
      await scene.admin.does(`/window-holds/${first.id}/book`, {});
      expect((await scene.visit(one.order.id)).start).toBe(first.start);
      expect((await scene.visit(other.order.id)).start).toBe(second.start);
    });

    it('is free again when it was released, replaced or not booked in time', async () => {
      const scene = await Scene.set(callout(), ['own']);
      const { order } = await booked(scene);
      const [, wish, another] = await windowsOf(scene, order);
      const replaced = await hold(scene, order, wish!);
      const released = await hold(scene, order, another!);
      await scene.admin.post(`/window-holds/${replaced.id}/book`, {}).expect(404);
      await scene.admin.delete(`/window-holds/${released.id}`).expect(204);
      await scene.admin.post(`/window-holds/${released.id}/book`, {}).expect(404);
      const late = await hold(scene, order, wish!);
      await callout().moveTo?.(new Date(Date.parse(late.expiresAt) + minute));
      if (callout().moveTo) await scene.admin.post(`/window-holds/${late.id}/book`, {}).expect(404);
    });

    it('is nowhere for an order that waits because everybody is absent, and cannot be held', async () => {
      const scene = await Scene.set(callout(), ['own']);
      const [site] = scene.sites as [Site];
      const { version } = await scene.admin.sees<{ version: number }>(`/technicians/${site.technicians[0]}`);
      const now = (await callout().now()).getTime();
      const until = new Date(now + 15 * 24 * 60 * minute).toISOString();
      const absence = { from: new Date(now - minute).toISOString(), to: until, reason: 'ill' };
      await scene.admin.does(`/technicians/${site.technicians[0]}/absences`, absence, { version });
      const order = await scene.order((await scene.report()).id, ({ waitingFor }) => waitingFor === 'dispatcher');
      expect(await windowsOf(scene, order)).toEqual([]);
      const hours = 60 * minute;
      const window = { from: new Date(now + 24 * hours).toISOString(), to: new Date(now + 26 * hours).toISOString() };
      const refused = await scene.admin.post(`/repair-orders/${order.id}/window-hold`, window).expect(409);
      expect(refused.body.detail).toContain('nobody can come');
    });

    it('is refused where it makes no sense, and to another site', async () => {
      const scene = await Scene.set(callout(), ['franchised', 'franchised']);
      const offered = await scene.order((await scene.report()).id, ({ status }) => status === 'offered');
      await scene.admin.get(`/repair-orders/${offered.id}/windows`).expect(409); // the site must answer first
      const { offer, site } = await scene.offer(offered.id);
      await site.key.does(`/offers/${offer.id}/accept`, {}, { version: offer.version });
      const accepted = await scene.order(offered.requestId, ({ status }) => status === 'accepted');
      const [best] = await windowsOf(scene, accepted, site.key);
      const other = scene.sites.find(({ id }) => id !== site.id)!;
      await other.key.get(`/repair-orders/${accepted.id}/windows`).expect(404);
      await other.key.post(`/repair-orders/${accepted.id}/window-hold`, { from: best!.from, to: best!.to }).expect(404);
      const held = await hold(scene, accepted, best!, site.key);
      await other.key.post(`/window-holds/${held.id}/book`, {}).expect(404);
      await other.key.delete(`/window-holds/${held.id}`).expect(404);
      const visit = await site.key.does<Visit>(`/window-holds/${held.id}/book`, {});
      expect([visit.siteId, visit.start]).toEqual([site.id, best!.start]);

      const wrong = (from: string, to: string) =>
        scene.admin.post(`/repair-orders/${accepted.id}/window-hold`, { from, to }).expect(400);
      const body = async (from: string, to: string) => (await wrong(from, to)).body.errors as { field: string }[];
      expect((await body('2026-03-04T12:00:00Z', '2026-03-04T11:00:00Z')).map(({ field }) => field)).toEqual(['to']);
      expect((await body('2026-03-04T08:00:00Z', '2026-03-04T19:00:00Z')).map(({ field }) => field)).toEqual(['to']);
      expect((await body('2020-03-04T08:00:00Z', '2020-03-04T10:00:00Z')).map(({ field }) => field)).toEqual(['from']);
    });
  });
}

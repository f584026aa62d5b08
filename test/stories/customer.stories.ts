import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Callout } from './callout.js';
import { repaired, Scene } from './scene.js';

interface Seen {
  number: string;
  state: string;
  promised?: { from: string; to: string };
  siteName?: string;
}

/** What a customer does who never signs in, in a Callout that runs already. */
export function customerStories(callout: () => Callout): void {
  describe('a customer without an account', () => {
    const ask = (token: string) => ({
      see: async (path = '') => {
        const url = `/api/v1/customer-link${path}`;
        return (await request(callout().url).get(url).set('x-callout-link', token)).body as unknown;
      },
      say: (path: string, body: object) =>
        request(callout().url)
          .post(`/api/v1/customer-link/${path}`)
          .set({ 'x-callout-link': token, 'idempotency-key': randomUUID() })
          .send(body),
    });

    it('reports by the code on the asset, chooses another time, and is asked once whether all is well', async () => {
      const scene = await Scene.set(callout(), ['own'], 2);
      const [site] = scene.sites;
      const address = { street: 'Queen Street 2', place: scene.place };
      const { id: customerId } = await scene.admin.does<{ id: string }>('/customers', { name: scene.word, address });
      const asset = { customerId, productCode: scene.word };
      const { id: assetId } = await scene.admin.does<{ id: string }>('/assets', asset);
      const { body: label } = await scene.admin.put(`/assets/${assetId}/code`, {}).expect(200);
      const { code } = label as { code: string };
      const reported = await request(callout().url)
        .post(`/api/v1/asset-codes/${code}/reports`)
        .send({ reportId: randomUUID(), problem: 'drips', contact: { name: 'Gwen', email: 'gwen@example.org' } })
        .expect(201);
      const customer = ask((reported.body as { token: string }).token);
      expect(await customer.see()).toMatchObject({ state: 'received' });
      await customer.say('window', { choiceId: randomUUID(), from: scene.word, to: scene.word }).expect(400);

      const [found] = (
        await scene.admin.sees<{ items: { id: string; version: number }[] }>(`/requests?assetId=${assetId}`)
      ).items;
      await scene.admin.does(`/requests/${found!.id}/request-visit`, {}, { version: found!.version });
      const order = await scene.order(found!.id, ({ status }) => status === 'scheduled');
      await scene.request(found!.id, ({ repairOrderId }) => repairOrderId === order.id); // the desk has heard of it too
      const windows = (await customer.see('/windows')) as { from: string; to: string }[];
      expect(windows.map((window) => Object.keys(window))).toEqual(windows.map(() => ['from', 'to']));
      const wish = windows.at(-1)!;
      const choice = { choiceId: randomUUID(), ...wish };
      for (const _ of ['chosen', 'and sent again'])
        expect((await customer.say('window', choice).expect(200)).body).toEqual(wish);
      await scene.request(found!.id, ({ promised }) => promised?.from === wish.from);
      const seen = (await customer.see()) as Seen;
      expect(seen).toMatchObject({ state: 'planned', promised: wish, siteName: `Site 0 of ${scene.word}` });
      for (const theirs of [site!.id, ...site!.technicians, 'Queen Street', customerId])
        expect(JSON.stringify(seen)).not.toContain(theirs);
      const tomorrow = new Date((await callout().now()).getTime() + 86_400_000).toISOString().slice(0, 10);
      const never = { choiceId: randomUUID(), from: `${tomorrow}T02:00:00Z`, to: `${tomorrow}T03:00:00Z` }; // nobody works then
      await customer.say('window', never).expect(409);

      await scene.work(await scene.visit(order.id), site!, repaired);
      await scene.request(found!.id, ({ status }) => status === 'callback_due');
      await customer.say('answer', { satisfied: true, comment: 'thank you' }).expect(200);
      await customer.say('answer', { satisfied: false }).expect(410);
      expect((await scene.request(found!.id, ({ status }) => status === 'closed')).status).toBe('closed');
    });

    it('reaches with a link its own request alone, and with a forged one none', async () => {
      const scene = await Scene.set(callout(), ['own']);
      const mine = await scene.report();
      const order = await scene.order((await scene.report('another one')).id);
      const { token } = await scene.admin.does<{ token: string }>(`/requests/${mine.id}/customer-links`);
      const stranger = () => request(callout().url);
      await stranger().get(`/api/v1/repair-orders/${order.id}/windows`).set('x-callout-link', token).expect(401);
      await stranger().get(`/api/v1/requests/${mine.id}`).set('x-callout-link', token).expect(401);
      const forged = `${token.slice(0, -4)}AAAA`;
      for (const path of ['', '/windows']) {
        const refused = await stranger().get(`/api/v1/customer-link${path}`).set('x-callout-link', forged).expect(404);
        expect(refused.body).toMatchObject({ type: '/problems/link-unknown', title: 'This link is not valid' });
      }
    });
  });
}

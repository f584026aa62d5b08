import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import request, { type Response } from 'supertest';
import { serviceNames } from '#common/runtime/service-names.js';
import { type Document, operationsOf } from '../fuzz/document.js';
import { sessionOf } from '../routes/actors.js';
import { startWhole, type Whole } from '../routes/whole.js';
import { type Callout, eventually, signIn } from '../stories/callout.js';
import { type Offer, repaired, type Row, Scene, type Visit } from '../stories/scene.js';
import { hasFreeText, HostileTexts, poisoned, textsIn } from './hostile-texts.js';

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;
const operations = operationsOf(document).filter(({ body }) => body && hasFreeText(body, document));
const password = 'the password of ada';

const notTold: Readonly<Record<string, string>> = {
  'POST /api/v1/sessions': 'a name that is looked for, not kept',
  'POST /api/v1/proposals/{id}/approve':
    'proposals come of a night of demand; the reason is kept as that of a rejection',
  'POST /api/v1/proposals/{id}/reject': 'as above',
  'POST /api/v1/replenishment-orders/{id}/milestones': 'as above',
  'POST /api/v1/planning-exceptions/{id}/settle': 'as above',
  'POST /api/v1/doubted-uses/{id}/settle': 'the reason goes the way of that of POST /api/v1/demand-adjustments',
  'POST /api/v1/planning-runs/{id}/adopt': 'the reason goes the way of that of PUT /api/v1/target-matrix',
  'POST /api/v1/calendars/{code}/holidays': 'a file that is read, and of which only days are kept',
  'POST /api/v1/requests/{id}/resume': 'the reason that the pause has given',
};

interface Told {
  /** Fills the path's parameters. */
  ids?: string[];
  version?: number;
  /** Fields that stay as the body has them, such as `customer.phone`. */
  leave?: string[];
  /** How they are shown, if not as they were. */
  shownAs?: (text: string) => string;
  /** Where the texts are to be found, if not in the answer. */
  see?: (answer: Row) => string[] | Promise<string[]>;
  /** Besides who is calling. */
  more?: Readonly<Record<string, string>>;
}

describe('SQL, HTML and JavaScript in every free text', () => {
  const texts = new HostileTexts();
  const told = new Set<string>();
  const faults: string[] = [];
  let whole: Whole;
  let callout: Callout;
  let scene: Scene;
  let headers: Readonly<Record<string, string>>;
  let tablesBefore: object[];

  const tables = () =>
    whole.database.query('SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY ($1) ORDER BY 1, 2', [
      serviceNames,
    ]);

  beforeAll(async () => {
    whole = await startWhole([{ name: 'admin', displayName: 'Ada', password, roles: ['admin'] }]);
    const admin = await signIn(whole.url, 'admin', password);
    headers = await sessionOf(whole.url, 'admin', password);
    callout = { url: whole.url, admin, now: async () => whole.clock.now(), close: async () => undefined };
    tablesBefore = await tables();
    scene = await Scene.set(callout, ['franchised', 'franchised'], 2);
  }, 120_000);
  afterAll(() => whole.close());

  /** Tells an operation hostile texts; they must come back as they were, as data. */
  async function tell<T extends Row = Row>(
    name: string,
    body: object,
    { ids = [], version, leave = [], see, shownAs = (text) => text, more = {} }: Told = {},
  ): Promise<T> {
    const operation = operations.find((one) => one.name === name);
    if (!operation?.body) throw new Error(`${name} takes no free text`);
    told.add(name);
    const sent: string[] = [];
    const next = (most: number) => {
      sent.push(texts.next(most));
      return sent.at(-1) ?? '';
    };
    const poison = poisoned(body, operation.body, { document, next, leave: new Set(leave) });
    const path = ids.reduce((left, id) => left.replace(/\{\w+\}/, id), operation.path);
    const asked = request(whole.url)
      [operation.method.toLowerCase() as 'post'](path)
      .set({ ...headers, ...more });
    if (operation.method === 'POST') asked.set('idempotency-key', randomUUID());
    if (version !== undefined) asked.set('if-match', `"${version}"`);
    const answer = await asked.send(poison);
    if (answer.status >= 300) throw new Error(`${name} answered ${answer.status}: ${answer.text}`);
    const row = answer.body as T;
    const missing = async () => {
      const shown = [answer, ...(await Promise.all(((await see?.(row)) ?? []).map(look)))];
      const found = new Set(shown.flatMap(({ body: shownBody }) => textsIn(shownBody)));
      return [
        ...shown.flatMap((one) => wrongHeaders(name, one)),
        ...sent.map(shownAs).filter((text) => !found.has(text)),
      ];
    };
    // What another service shows comes with an event.
    await eventually('all texts', async () => (await missing()).length === 0).catch(async () =>
      faults.push(`${name}: ${(await missing()).join(', ')}`),
    );
    return row;
  }

  const look = (path: string): Promise<Response> =>
    request(whole.url)
      .get(`/api/v1${path}`)
      .set(headers)
      .then((answer) => answer);

  it('is kept and given back by the network and its stock', async () => {
    const place = { ...scene.place };
    const site = { place, radiusMetres: 1_000, openingHours: [], holidays: [], dailyCapacity: 1, currency: 'GBP' };
    const { id, version } = await tell('POST /api/v1/sites', {
      ...site,
      code: `${scene.word}-x`,
      kind: 'own',
      categories: [scene.word],
    });
    let present = await tell('PUT /api/v1/sites/{id}', { ...site, categories: [scene.word] }, { ids: [id], version });
    const words = { entries: [{ code: 'called', status: 'accepted' }] };
    await tell('PUT /api/v1/sites/{id}/sub-statuses', words, { ids: [id], version: 1 });
    for (const step of ['audit', 'activate', 'put-on-probation', 'suspend', 'cancel']) {
      const seen = { ids: [id], version: present.version, see: () => [`/sites/${id}/transitions`] };
      present = await tell(`POST /api/v1/sites/{id}/${step}`, {}, seen);
    }
    const person = { active: true, home: { lon: 0, lat: 0 }, skills: [], certificates: [], shifts: [] };
    const technician = await tell('POST /api/v1/technicians', { ...person, siteId: scene.sites[0]!.id });
    const changed = await tell('PUT /api/v1/technicians/{id}', person, {
      ids: [technician.id],
      version: technician.version,
    });
    const away = { from: '2026-05-04T08:00:00Z', to: '2026-05-05T08:00:00Z' };
    const absence = { ids: [technician.id], version: changed.version, see: () => [`/technicians/${technician.id}`] };
    await tell('POST /api/v1/technicians/{id}/absences', away, absence);
    const training = await tell('POST /api/v1/trainings', { technicianId: technician.id, plannedFor: '2026-03-02' });
    const taught = { ids: [training.id], version: training.version };
    await tell('POST /api/v1/trainings/{id}/hold', { heldOn: '2026-03-02', result: 'passed' }, taught);
    const visit = { siteId: scene.sites[0]!.id, plannedFor: '2026-03-02' };
    const audit = await tell('POST /api/v1/site-audits', visit);
    const held = { heldOn: '2026-03-02', result: 'failed', findings: [{ severity: 'minor' }] };
    const { findings } = await tell<Row & { findings: Row[] }>('POST /api/v1/site-audits/{id}/hold', held, {
      ids: [audit.id],
      version: audit.version,
    });
    await tell('POST /api/v1/site-audits/findings/{id}/settle', {}, { ids: [findings[0]!.id] });
    const another = await tell('POST /api/v1/site-audits', visit);
    await tell('POST /api/v1/site-audits/{id}/cancel', {}, { ids: [another.id], version: another.version });

    const part = await tell('POST /api/v1/parts', {
      number: `X-${scene.word}`,
      category: scene.word,
      unitCostMinor: 1,
      currency: 'GBP',
      criticality: 'essential',
    });
    await tell('PATCH /api/v1/parts/{id}', {}, { ids: [part.id], version: part.version });
    const warehouse = { kind: 'central', lon: -1.9, lat: 52.48, country: 'GB' };
    const location = await tell('POST /api/v1/stock-locations', warehouse);
    await tell('PATCH /api/v1/stock-locations/{id}', {}, { ids: [location.id], version: location.version });
    const of = { partId: part.id, locationId: location.id };
    const ledger = { see: () => [`/stock-movements?partId=${part.id}`] };
    await tell('POST /api/v1/stock-movements/receipts', { ...of, quantity: 5 }, ledger);
    await tell('POST /api/v1/stock-movements/adjustments', { ...of, quantity: 1 }, ledger);
    await tell('POST /api/v1/stock-movements/counts', { ...of, counted: 4 }, ledger);
    await tell('POST /api/v1/stock-movements/write-offs', { ...of, quantity: 1, to: 'scrap' }, ledger);
    const policy = await tell('POST /api/v1/stock-policies', { ...of, reorderPoint: 1, orderUpTo: 2 });
    await tell('POST /api/v1/planning-overrides', { ...of, kind: 'target', targetShare: 0.9 });
    const yesterday = new Date(whole.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
    await tell('POST /api/v1/demand-adjustments', { ...of, from: yesterday, to: yesterday, pieces: 3 });
    const numbers = { reorderPoint: 2, orderUpTo: 3 };
    await tell('POST /api/v1/stock-policies/{id}/override', numbers, { ids: [policy.id], version: policy.version });
    const { cells, version: seenMatrix } = (await look('/target-matrix')).body as { cells: object[]; version: number };
    await tell('PUT /api/v1/target-matrix', { cells }, { version: seenMatrix });
    expect(faults.splice(0)).toEqual([]);
  }, 60_000);

  it('is kept and given back by the desk', async () => {
    const category = { skill: scene.word, skillLevel: 2, durationMinutes: 60 };
    await tell('PUT /api/v1/products/categories/{code}', category, { ids: [`${scene.word}-x`] });
    const product = { code: `${scene.word}-x`, category: scene.word, warrantyMonths: 1 };
    await tell('POST /api/v1/products', product);
    await tell(
      'PUT /api/v1/calendars/{code}',
      { periods: [{ weekday: 1, from: '08:00', to: '17:00' }] },
      { ids: ['strange'] },
    );
    const { place } = scene;
    await tell('POST /api/v1/customers', { address: { place } });
    const withContacts = { contacts: [{ name: 'x' }], address: { place } };
    const customer = await tell('POST /api/v1/customers', withContacts, { leave: ['phone', 'email'] });
    const contacts = { ids: [customer.id], version: customer.version };
    await tell('PATCH /api/v1/customers/{id}', { contacts: [{ name: 'x' }] }, contacts);
    const address = { ids: [customer.id], see: () => [`/customers/${customer.id}`] };
    await tell('POST /api/v1/customers/{id}/addresses', { place }, address);
    const asset = { customerId: customer.id, productCode: scene.word, address: { place } };
    await tell('POST /api/v1/assets', asset, { see: () => [`/customers/${customer.id}`] });

    const first = await reported(false);
    const step = async (name: string, body: object = {}, more: Told = {}) => {
      const { version } = (await look(`/requests/${first.id}`)).body as Row;
      return tell(`POST /api/v1/requests/{id}/${name}`, body, { ids: [first.id], version, ...more });
    };
    const timeline = { see: () => [`/requests/${first.id}/timeline`] };
    await step('triage');
    await step('notes', {}, timeline);
    const file = { contentType: 'text/plain', contentBase64: 'YQ==' };
    await step('attachments', file, { shownAs: (text) => text.replace(/[\\/]/g, '_') }); // the name of a file leads to no folder
    await step('pause', {}, timeline);

    await tell('PUT /api/v1/seats/{code}', { kind: 'ordinary' }, { ids: ['strange'] });
    await scene.admin.does('/seats/strange/take');
    const call = await tell('POST /api/v1/calls', {});
    await scene.admin.does(`/calls/${call.id}/take`);
    await tell('POST /api/v1/calls/{id}/consult', { outside: {} }, { ids: [call.id] });
    await scene.admin.does(`/calls/${call.id}/resume`);
    await tell('POST /api/v1/calls/{id}/transfer', { outside: {} }, { ids: [call.id] });

    await step('solve-remotely', { confirmed: false });
    const agent = await tell<Row & { name: string }>('POST /api/v1/users', {
      name: `agent-${scene.word}`,
      roles: ['agent'],
    });
    await tell('PATCH /api/v1/users/{id}', {}, { ids: [agent.id], version: agent.version });
    await tell('POST /api/v1/saved-views', { page: 'orders', shared: true });
    await tell('POST /api/v1/api-keys', { siteId: scene.sites[0]!.id, scopes: ['orders:read'] });
    const weights = ['truthfulness', 'satisfaction', 'repairTime', 'diagnosisAccuracy', 'attitude', 'compliance'];
    await tell('POST /api/v1/score-cards/weights', Object.fromEntries(weights.map((name) => [name, 1])));
    expect(faults.splice(0)).toEqual([]);
  }, 60_000);

  it('is kept and given back on an order', async () => {
    const order = await scene.order((await reported(true)).id, ({ status }) => status === 'offered');
    const answered = (name: string, { offer }: { offer: Offer }, body: object = {}) =>
      tell<Offer>(`POST /api/v1/offers/{id}/${name}`, body, { ids: [offer.id], version: offer.version });
    await answered('decline', await scene.offer(order.id), { reason: 'other' });
    const counter = { priceMinor: 9_000, currency: 'GBP' };
    await answered('refuse', { offer: await answered('counter', await scene.offer(order.id), counter) });
    const another = await scene.order((await reported(true)).id, ({ status }) => status === 'offered');
    await answered('withdraw', await scene.offer(another.id));
    const { id, version } = await scene.order(another.requestId);
    const seen = { ids: [id], version, see: () => [`/repair-orders/${id}/transitions`] };
    await tell('POST /api/v1/repair-orders/{id}/cancel', {}, seen);
    const given = await scene.order((await reported(true)).id, ({ status }) => status === 'offered');
    const { offer: taken, site: taker } = await scene.offer(given.id);
    await taker.key.does(`/offers/${taken.id}/accept`, {}, { version: taken.version });
    const steps = { see: () => [`/repair-orders/${given.id}/transitions`] };
    const onOrder = async (step: string, body: object) =>
      tell(`POST /api/v1/repair-orders/{id}/${step}`, body, {
        ids: [given.id],
        version: ((await look(`/repair-orders/${given.id}`)).body as Row).version,
        ...steps,
      });
    await onOrder('assign', { technicianId: taker.technicians[0] });
    await onOrder('unassign', {});
    const asked = await reported(false);
    await tell('POST /api/v1/requests/{id}/request-visit', {}, { ids: [asked.id], version: asked.version });
    const withdrawn = await reported(false);
    const timeline = { ids: [withdrawn.id], see: () => [`/requests/${withdrawn.id}/timeline`] };
    await tell(
      'POST /api/v1/requests/{id}/hand-over',
      { ownerId: randomUUID() },
      { ...timeline, version: await now() },
    );
    await tell('POST /api/v1/requests/{id}/hand-over/decline', {}, { ...timeline, version: await now() });
    await tell('POST /api/v1/requests/{id}/cancel', {}, { ...timeline, version: await now() });
    expect(faults.splice(0)).toEqual([]);

    async function now(): Promise<number> {
      return ((await look(`/requests/${withdrawn.id}`)).body as Row).version;
    }
  }, 60_000);

  it('is kept and given back on a visit and in the call after it', async () => {
    const own = await Scene.set(callout, ['own'], 4);
    const [site] = own.sites;
    const planned = async () => {
      const { id } = await reported(true, own);
      const { id: orderId } = await own.order(id, ({ status }) => status === 'scheduled');
      return { requestId: id, visit: await own.visit(orderId) };
    };
    const onVisit = ({ id, version }: Visit, name: string, body: object = {}, more: Told = {}) =>
      tell<Visit>(`POST /api/v1/visits/{id}/${name}`, body, { ids: [id], version, ...more });
    const { visit: first, requestId: toldIn } = await planned();
    const inTimeline = { see: () => [`/requests/${toldIn}/timeline`] };
    await tell('PUT /api/v1/visits/{id}/pin', {}, { ids: [first.id], version: first.version });
    const pinned = { ...first, version: first.version + 1 };
    const moved = await onVisit(pinned, 'reschedule', { start: '2026-03-04T10:00:00Z' }, inTimeline);
    await onVisit(moved, 'cancel');
    await onVisit((await planned()).visit, 'miss');

    const calls: Row[] = [];
    for (let index = 0; index < 2; index += 1) {
      const { requestId, visit } = await planned();
      const arrived = await site!.key.does<Visit>(`/visits/${visit.id}/arrive`, {}, { version: visit.version });
      const partsUsed = [{ partId: randomUUID(), quantity: 1 }];
      await onVisit(arrived, 'finish', { ...repaired, partsUsed });
      calls.push(
        await eventually('a call-back', async () => {
          const { items } = await callout.admin.sees<{ items: Row[] }>(`/call-backs?requestId=${requestId}`);
          return items[0];
        }),
      );
    }
    const onCall = (name: string, { id, version }: Row, body: object = {}) =>
      tell(`POST /api/v1/call-backs/{id}/${name}`, body, { ids: [id], version });
    await onCall('settle-complaint', await onCall('answer', calls[0]!, { satisfied: true, complaint: true }));
    await onCall('waive', calls[1]!);
    expect(faults.splice(0)).toEqual([]);
  }, 60_000);

  it('is kept and given back of what customers write without signing in', async () => {
    const request = await reported(false);
    const { token } = await callout.admin.does<{ token: string }>(`/requests/${request.id}/customer-links`);
    const byLink = { more: { 'x-callout-link': token } };
    await tell('POST /api/v1/customer-link/comments', {}, byLink);
    const photo = { contentType: 'image/png', contentBase64: 'iVBORw0KGgo=' };
    const shownAs = (text: string) => text.replace(/[\\/\p{Cc}]/gu, '_'); // no name leads to another folder
    await tell('POST /api/v1/customer-link/photos', photo, { ...byLink, leave: ['contentBase64'], shownAs });
    const solved = { solution: 'switched on', confirmed: false };
    await callout.admin.does(`/requests/${request.id}/solve-remotely`, solved, { version: request.version });
    const timeline = () => [`/requests/${request.id}/timeline`];
    await tell('POST /api/v1/customer-link/answer', { satisfied: true }, { ...byLink, see: timeline });

    const { assetId } = await reported(false);
    const { body: label } = await callout.admin.put(`/assets/${assetId}/code`, {}).expect(200);
    const { code } = label as { code: string };
    const see = async () => {
      const { items } = await callout.admin.sees<{ items: Row[] }>(`/requests?assetId=${assetId}`);
      return items.flatMap(({ id }) => [`/requests/${id}`, `/requests/${id}/timeline`]);
    };
    const report = { reportId: randomUUID(), contact: { name: 'x' } };
    await tell('POST /api/v1/asset-codes/{code}/reports', report, { ids: [code], see });
    expect(faults.splice(0)).toEqual([]);
  }, 60_000);

  it('has been sent to every route that takes any, and leaves every table and every message where it was', async () => {
    expect([...told, ...Object.keys(notTold)].toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
    await whole.settle();
    for (const service of serviceNames)
      expect(await whole.database.query(`SELECT consumer, reason FROM ${service}.dead_letter`)).toEqual([]);
    expect(await tables()).toEqual(tablesBefore);
  });

  /** A report whose customer, asset and problem are new. */
  const reported = (visit: boolean, { word, place } = scene) =>
    tell<Row & { customerId: string; assetId: string }>(
      'POST /api/v1/requests',
      {
        channel: 'phone',
        customer: { contacts: [{ name: 'x' }], address: { place } },
        asset: { productCode: word, address: { place } },
        visit,
      },
      { leave: ['customer.phone', 'customer.email'], see: seenWith },
    );
  const seenWith = (row: Row) => {
    const { customerId, assetId } = row as Row & { customerId: string; assetId: string };
    return [`/customers/${customerId}`, `/assets/${assetId}`];
  };
});

function wrongHeaders(name: string, { headers, status }: Response): string[] {
  if (status === 204) return [];
  const type = String(headers['content-type']);
  return /^application\/json/.test(type) && headers['x-content-type-options'] === 'nosniff'
    ? []
    : [`${name} answers as ${type} with x-content-type-options ${String(headers['x-content-type-options'])}`];
}

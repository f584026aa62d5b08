import { ReplenishmentOrderReceived, SiteChanged } from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import { TestService } from '#common/testing/service.js';
import { inventoryApp } from '../app.module.js';
import type { PlanningExceptionView } from '../planning-exceptions/planning-exception.dto.js';
import type { BulkResult, ProposalView } from '../proposals/proposal.dto.js';
import { defaultSettings } from '../settings.js';
import { enterDemand, planned } from '../testing/planning.js';
import type { VanKitView } from './van-kit.dto.js';
import { assertExplained, enterPart, enterPlaces, levelOf, type Places, stock } from '../testing/story.js';

describe('moves within the own network', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => {
    service = await TestService.start(inventoryApp({ ...defaultSettings, planWeekly: false, approveBelowMinor: 0 }));
    places = await enterPlaces(service);
    for (const siteId of places.sites) await change(siteId, 'own');
  }, 60_000);
  afterAll(() => service?.close());
  afterEach(() => assertExplained(service));

  const change = async (siteId: string, kind: SiteChanged['kind']) => {
    const [at] = await service.database.query<{ lon: number; lat: number }>(
      `SELECT lon, lat FROM inventory.stock_location WHERE id = $1`,
      [siteId],
    );
    const place = { ...SiteChanged.example.place, ...at };
    await service.hears(SiteChanged, { ...SiteChanged.example, siteId, kind, place, name: `site ${siteId}` });
  };
  const read = async <T>(path: string, query: object): Promise<T[]> => {
    const planner = await service.as(person('planner'));
    const { body } = await planner.get(`/api/v1/${path}`).query(query).expect(200);
    return (body as { items: T[] }).items;
  };
  const openMoves = (partId: string, source?: string) =>
    read<ProposalView>('proposals', { partId, status: 'open', ...(source && { source }) }).then((list) =>
      list.filter((one) => one.source !== 'review'),
    );
  const exceptionsOf = (partId: string, kind: string) =>
    read<PlanningExceptionView>('planning-exceptions', { partId, kind });
  const approve = async ({ id, version }: ProposalView) => {
    const planner = await service.as(person('planner'));
    const path = `/api/v1/proposals/${id}/approve`;
    return planner.post(path).set('if-match', `"${version}"`).send({});
  };
  /** One site wants it every second day and has none, the other hardly ever and has many. */
  const unbalanced = async () => {
    const partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0], { everyDays: 2 });
    await enterDemand(service, partId, places.sites[1], { everyDays: 40 });
    await stock(service, partId, places.sites[1], 40);
    await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    return partId;
  };

  it('are proposed by a run with cost and gain, approved by a planner, and arrive', async () => {
    const partId = await unbalanced();
    const [move] = await openMoves(partId, 'rebalance');
    const [near, far] = places.sites;
    expect(move).toMatchObject({ kind: 'transfer', fromLocationId: far, toLocationId: near, position: 0 });
    expect(move!.gainMinor).toBeGreaterThan(0);
    expect(move!.costMinor).toBe(3_000 + 300 * move!.quantity);
    expect(move!.savedShortages).toBeGreaterThan(0);
    expect(move!.reason).toContain('to spare');
    const [told] = await exceptionsOf(partId, 'move_proposed');
    expect(told).toMatchObject({ locationId: near, severity: move!.gainMinor });
    expect(told!.numbers).toMatchObject({ source: 'rebalance', fromLocationId: far, pieces: move!.quantity });
    const site = await service.as(person('site_manager', { siteId: near }));
    const { body: seen } = await site.get('/api/v1/planning-exceptions').query({ partId }).expect(200);
    expect((seen as { items: PlanningExceptionView[] }).items.map(({ kind }) => kind)).not.toContain('move_proposed');

    const approved = (await approve(move!)).body as ProposalView;
    expect(approved).toMatchObject({ status: 'approved', decidedBy: 'test planner' });
    const looksAt = new Date(service.clock.now().getTime() + 5_000);
    await service.moveTo(looksAt.toISOString());
    const { quantity } = move!;
    expect(await levelOf(service, partId, far)).toMatchObject({ onHand: 40 - quantity });
    expect(await levelOf(service, partId, near)).toMatchObject({ onHand: 0, onOrder: quantity });
    const left = await exceptionsOf(partId, 'move_proposed');
    expect(left.filter(({ locationId }) => locationId === near)).toEqual([]);
    const [order] = await read<{ id: string; eta: string }>('replenishment-orders', { partId, toLocationId: near });
    expect(order!.id).toBe(approved.replenishmentOrderId);
    await service.moveTo(order!.eta);
    expect(await levelOf(service, partId, near)).toMatchObject({ onHand: quantity, onOrder: 0 });
    const received = (await service.published(ReplenishmentOrderReceived)).filter((one) => one.partId === partId);
    expect(received).toMatchObject([{ quantity }]);
  });

  it('cannot take what has gone meanwhile, and lapse when they are not needed any more', async () => {
    const partId = await unbalanced();
    const [move] = await openMoves(partId, 'rebalance');
    const planner = await service.as(person('planner'));
    const count = { partId, locationId: places.sites[1], counted: 1, reason: 'a count' };
    await planner.post('/api/v1/stock-movements/counts').send(count).expect(201);
    const refused = await approve(move!);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ detail: expect.stringContaining('the supplier has 1 pieces left') });
    expect(await levelOf(service, partId, places.sites[1])).toMatchObject({ onHand: 1 });
    await service.moveTo(new Date((Math.floor(service.clock.now().getTime() / 86_400_000) + 1) * 86_400_000));
    expect(await openMoves(partId, 'rebalance')).toEqual([]);
  });

  it('leave a franchised site’s stock alone, and rest when a planner has refused them', async () => {
    await change(places.sites[1], 'franchised');
    const partId = await unbalanced();
    expect(await openMoves(partId)).toEqual([]);
    await change(places.sites[1], 'own');
    await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    const moves = await openMoves(partId);
    expect(new Set(moves.map(({ source }) => source))).toEqual(new Set(['rebalance', 'excess']));
    const planner = await service.as(person('planner'));
    for (const { id, version } of moves)
      await planner
        .post(`/api/v1/proposals/${id}/reject`)
        .set('if-match', `"${version}"`)
        .send({ reason: 'they need them for a campaign' })
        .expect(200);
    await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    expect(await openMoves(partId)).toEqual([]);
    const [excess] = await exceptionsOf(partId, 'excess');
    expect(excess!.numbers).toMatchObject({ reason: 'more-than-will-be-used', proposedAwayPieces: 0 });
  });

  it('fill vans with the kit that the site’s jobs call for, approved by one rule', async () => {
    const [pump, seal] = [await enterPart(service), await enterPart(service)];
    await jobs([pump], 20);
    await jobs([pump, seal], 20);
    for (const partId of [pump, seal]) await stock(service, partId, places.sites[0], 9);
    await enterDemand(service, pump, places.sites[0]);
    await planned(service, { scope: { categories: ['vacuum'] }, publishWhenDone: true });
    const kit = [...(await openMoves(pump, 'kit')), ...(await openMoves(seal, 'kit'))];
    expect(kit).toMatchObject([
      { partId: pump, fromLocationId: places.sites[0], toLocationId: places.vans[0], quantity: 1, position: 0 },
      { partId: seal, fromLocationId: places.sites[0], toLocationId: places.vans[0], quantity: 1, orderUpTo: 1 },
    ]);
    expect(kit[0]!.reason).toContain('a kit of 2 parts completes 100 % of the next jobs');
    const planner = await service.as(person('planner'));
    const look = async (van: string) => (await planner.get(`/api/v1/van-kits/${van}`).expect(200)).body as VanKitView;
    const shown = await look(places.vans[0]);
    expect(shown).toMatchObject({ id: places.vans[0], siteId: places.sites[0], jobs: 40, days: 182, currency: 'CNY' });
    expect(shown).toMatchObject({ volumeLitres: 2, completedShare: 1, completedShareNow: 0 });
    expect(shown.valueMinor).toBe(shown.parts.reduce((sum, part) => sum + part.valueMinor, 0));
    expect(new Set(shown.parts.map(({ partId }) => partId))).toEqual(new Set([pump, seal]));
    for (const part of shown.parts) expect(part).toMatchObject({ quantity: 1, onHand: 0, spareAtSite: 9 });
    await planner.get(`/api/v1/van-kits/${places.sites[0]}`).expect(404);
    const rule = { upToValueMinor: 12_000, currency: 'CNY', source: 'kit' };
    const { body } = await planner.post('/api/v1/proposals/approve').send({ rule }).expect(200);
    expect((body as BulkResult).totals).toMatchObject({ approved: 2, refused: 0 });
    await service.moveTo(new Date(service.clock.now().getTime() + 2 * 86_400_000));
    for (const partId of [pump, seal])
      expect(await levelOf(service, partId, places.vans[0])).toMatchObject({ onHand: 1, onOrder: 0 });
    expect(await look(places.vans[0])).toMatchObject({ completedShare: 1, completedShareNow: 1 });
    await change(places.sites[0], 'franchised');
    await planner.get(`/api/v1/van-kits/${places.vans[0]}`).expect(404);
  });

  /** Orders at the first site that took one piece of each of these parts. */
  const jobs = async (partIds: string[], count: number) => {
    for (let job = 0; job < count; job += 1) {
      const id = uuidv7();
      await service.database.query(
        `INSERT INTO inventory.reservation (repair_order_id, request_id, status, site_id, ended_at, version)
         VALUES ($1, $1, 'issued', $2, $3, 1)`,
        [id, places.sites[0], service.clock.now()],
      );
      await service.database.query(
        `INSERT INTO inventory.reservation_line (repair_order_id, line, wanted_part_id, part_id, quantity, state, source, wanted_since)
         SELECT $1, row_number() OVER (), part, part, 1, 'issued', 'used', $3 FROM unnest($2::uuid[]) AS part`,
        [id, partIds, service.clock.now()],
      );
    }
  };
});

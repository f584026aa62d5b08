import { randomUUID } from 'node:crypto';
import {
  OfferAccepted,
  OfferMade,
  OfferUrgencyChanged,
  RepairOrderOpened,
  RepairOrderStatusChanged,
  RepairOrderUrgencyChanged,
  RepairOrderWaitingChanged,
  ReservationHeld,
  SiteChanged,
  TechnicianChanged,
  VisitEnRoute,
  VisitFinished,
  VisitPinChanged,
  VisitScheduled,
} from '#common/events/index.js';
import { SteppedClock } from '#common/runtime/clock.js';
import { clientOf, signIn } from '../testing/client.js';
import { publish, until } from '../testing/publish.js';
import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';
import type { BoardOfferView, BoardOrderView, BoardSharesView, BoardVisitView, PastOrderView } from './board.dto.js';

const [siteId, otherSiteId, technicianId] = [randomUUID(), randomUUID(), randomUUID()];
const now = new Date('2026-03-02T08:00:00Z');

type List<T> = { items: T[]; next: string | null };

describe('the board', () => {
  let gateway: TestGateway;
  let admin: ReturnType<typeof clientOf>;
  let manager: ReturnType<typeof clientOf>;
  beforeAll(async () => {
    const firstUsers = [
      { name: 'admin', displayName: 'Ada', password: adminPassword, roles: ['admin'] },
      { name: 'max', displayName: 'Max', password: 'password of max', roles: ['site_manager'], siteId },
      { name: 'wei', displayName: 'Wei', password: 'password of wei', roles: ['technician'], siteId, technicianId },
    ] as const;
    gateway = await startGateway({ firstUsers }, new SteppedClock(now));
    admin = await signIn(gateway.url, 'admin', adminPassword);
    manager = await signIn(gateway.url, 'max', 'password of max');
    await tell(SiteChanged, { siteId, name: 'North Garage', version: 1 });
    await tell(TechnicianChanged, { technicianId, siteId, name: 'Wei', version: 1 });
  });
  afterAll(() => gateway.close());

  const tell = <T extends object>(event: { example: T } & Parameters<typeof publish<T>>[1], data: Partial<T>) =>
    publish(gateway.service, event, { ...event.example, ...data });
  const order = async (id: string) => {
    const answer = await admin<BoardOrderView>('GET', `/api/v1/board/orders/${id}`);
    return answer.status === 200 ? answer.body : undefined;
  };
  const status = (
    repairOrderId: string,
    to: RepairOrderStatusChanged['to'],
    version: number,
    more: Partial<RepairOrderStatusChanged> = {},
  ) => {
    const {
      siteId: _,
      technicianId: __,
      visitId: ___,
      waitingUntil: ____,
      ...example
    } = RepairOrderStatusChanged.example;
    return publish(gateway.service, RepairOrderStatusChanged, {
      ...example,
      repairOrderId,
      to,
      version,
      exceptionReasons: [],
      ...more,
    });
  };
  const open = async (dueBy = '2026-03-03T08:00:00Z') => {
    const repairOrderId = randomUUID();
    await tell(RepairOrderOpened, { repairOrderId, dueBy, version: 1 });
    await until(() => order(repairOrderId));
    return repairOrderId;
  };

  it('follows an order with its visit, parts and names', async () => {
    const repairOrderId = await open();
    const visitId = randomUUID();
    const visit = {
      visitId,
      repairOrderId,
      siteId,
      technicianId,
      start: '2026-03-02T09:00:00Z',
      finish: '2026-03-02T10:00:00Z',
    };
    await tell(VisitScheduled, { ...visit, version: 1 });
    await tell(ReservationHeld, { repairOrderId, availableAt: '2026-03-02T08:30:00Z', version: 1 });
    await status(repairOrderId, 'scheduled', 2, { siteId, technicianId, visitId, waitingFor: 'technician' });
    const row = await until(async () => {
      const found = await order(repairOrderId);
      return found?.visitStart && found.parts && found.status === 'scheduled' ? found : undefined;
    });
    expect(row).toMatchObject({
      siteName: 'North Garage',
      technicianName: 'Wei',
      visitStart: '2026-03-02T09:00:00.000Z',
      parts: 'held',
      risk: 'none',
      waitingFor: 'technician',
      place: { locality: 'Shanghai', timeZone: 'Asia/Shanghai' },
    });
    const visits = await manager<List<BoardVisitView>>('GET', `/api/v1/board/visits?repairOrderId=${repairOrderId}`);
    expect(visits.body.items).toMatchObject([
      {
        id: visitId,
        orderNumber: row.number,
        priority: row.priority,
        category: row.category,
        skill: row.skill,
        status: 'planned',
        technicianName: 'Wei',
        place: { timeZone: 'Asia/Shanghai' },
      },
    ]);
  });

  it('follows who must act next without a step', async () => {
    const repairOrderId = await open();
    await status(repairOrderId, 'offered', 2, { waitingFor: 'site', waitingUntil: '2026-03-02T08:10:00.000Z' });
    const waiting = { waitingFor: 'dispatcher' as const, waitingUntil: '2026-03-02T10:00:00.000Z' };
    await tell(RepairOrderWaitingChanged, { repairOrderId, ...waiting, exceptionReasons: [], version: 3 });
    const row = await until(async () => {
      const found = await order(repairOrderId);
      return found?.version === 3 && found;
    });
    expect(row).toMatchObject({ status: 'offered', ...waiting });
  });

  it('shows how urgent an order is now, and who is not late while the clock stands', async () => {
    const repairOrderId = await open('2026-03-02T07:00:00Z');
    const offerId = randomUUID();
    await tell(OfferMade, { offerId, repairOrderId, siteId, version: 1 });
    const changed = (version: number, more: Partial<RepairOrderUrgencyChanged>) =>
      tell(RepairOrderUrgencyChanged, { repairOrderId, dueBy: '2026-03-02T07:00:00Z', version, ...more });
    const at = (version: number) =>
      until(async () => {
        const found = await order(repairOrderId);
        return found?.version === version && found;
      });
    expect(await at(1)).toMatchObject({ priority: 'normal', risk: 'breached', duePaused: false });
    const breached = async () => (await admin<{ breached: number }>('GET', '/api/v1/board/summary')).body.breached;
    const before = await breached();
    await changed(2, { priority: 'urgent', emergency: true, duePaused: true });
    expect(await at(2)).toMatchObject({ priority: 'urgent', emergency: true, risk: 'none', duePaused: true });
    expect(await breached()).toBe(before - 1);
    await changed(3, { priority: 'urgent', dueBy: '2026-03-03T08:00:00.000Z' });
    expect(await at(3)).toMatchObject({ risk: 'none', duePaused: false, dueBy: '2026-03-03T08:00:00.000Z' });
    const deadline = '2026-03-02T08:20:00.000Z';
    await tell(OfferUrgencyChanged, { offerId, repairOrderId, siteId, deadline, version: 2 });
    const offer = await until(async () => {
      const path = `/api/v1/board/offers?repairOrderId=${repairOrderId}`;
      const [found] = (await admin<List<BoardOfferView>>('GET', path)).body.items;
      return found?.version === 2 && found;
    });
    expect(offer).toMatchObject({ status: 'pending', priority: 'urgent', emergency: true, deadline });
  });

  it('is not misled by old news or by a status that comes before the opening', async () => {
    const repairOrderId = randomUUID();
    await status(repairOrderId, 'scheduled', 5, { siteId });
    await tell(RepairOrderOpened, { repairOrderId, version: 1, dueBy: '2026-03-05T08:00:00Z' });
    await status(repairOrderId, 'offered', 3, { siteId: otherSiteId });
    const marker = await open();
    expect(await until(() => order(marker))).toBeDefined();
    const row = await until(() => order(repairOrderId));
    expect(row).toMatchObject({ status: 'scheduled', siteId, version: 5 });
    const visitId = randomUUID();
    await tell(VisitEnRoute, { visitId, repairOrderId, siteId, technicianId, version: 2 });
    await tell(VisitScheduled, {
      visitId,
      repairOrderId,
      siteId,
      technicianId,
      version: 1,
      start: '2026-03-02T11:00:00Z',
    });
    const visit = await until(async () => {
      const path = `/api/v1/board/visits?repairOrderId=${repairOrderId}`;
      return (await admin<List<BoardVisitView>>('GET', path)).body.items[0];
    });
    expect(visit).toMatchObject({ status: 'en_route', start: '2026-03-02T11:00:00.000Z', version: 2, isPinned: false });
  });

  it('shows which visits are pinned', async () => {
    const repairOrderId = await open();
    const visit = { visitId: randomUUID(), repairOrderId, siteId, technicianId };
    await tell(VisitScheduled, { ...visit, version: 1 });
    const { reason: _, ...pin } = { ...VisitPinChanged.example, ...visit };
    const shown = (version: number) =>
      until(async () => {
        const path = `/api/v1/board/visits?repairOrderId=${repairOrderId}`;
        const [found] = (await manager<List<BoardVisitView>>('GET', path)).body.items;
        return found?.version === version && found;
      });
    await publish(gateway.service, VisitPinChanged, { ...pin, reason: 'agreed', version: 2 });
    expect(await shown(2)).toMatchObject({ status: 'planned', isPinned: true, pinReason: 'agreed' });
    await publish(gateway.service, VisitPinChanged, { ...pin, isPinned: false, version: 3 });
    const letGo = await shown(3);
    expect([letGo.isPinned, letGo.pinReason]).toEqual([false, undefined]);
  });

  it('tells what went before an order: its unit first, then its customer, to a site only its own', async () => {
    const [customerId, assetId] = [randomUUID(), randomUUID()];
    const past = async (openedAt: string, more: Partial<RepairOrderOpened>, site = siteId) => {
      const repairOrderId = randomUUID();
      await tell(RepairOrderOpened, { repairOrderId, customerId, openedAt, version: 1, ...more });
      await status(repairOrderId, 'completed', 2, { siteId: site, technicianId });
      await until(
        async () => (await order(repairOrderId))?.status === 'completed' && (await order(repairOrderId))?.openedAt,
      );
      return repairOrderId;
    };
    const unit = await past('2026-01-02T08:00:00Z', { assetId });
    const other = await past('2026-02-02T08:00:00Z', { assetId: randomUUID() });
    const elsewhere = await past('2026-01-01T08:00:00Z', { assetId }, otherSiteId);
    const present = await past('2026-03-01T08:00:00Z', { assetId });
    const later = await past('2026-03-02T08:00:00Z', { assetId });
    const visit = { repairOrderId: unit, siteId, technicianId };
    await tell(VisitScheduled, { ...visit, visitId: randomUUID(), start: '2026-01-03T09:00:00Z', version: 1 });
    const ended = { ...visit, visitId: randomUUID() };
    await tell(VisitScheduled, { ...ended, start: '2026-01-02T09:00:00Z', version: 1 });
    await tell(VisitFinished, { ...ended, outcome: 'no_fault_found', version: 2 });
    const historyOf = async (as: typeof admin, id: string) =>
      (await as<PastOrderView[]>('GET', `/api/v1/board/orders/${id}/history`)).body;
    const told = await until(async () => {
      const found = await historyOf(admin, present);
      return found[0]?.outcome ? found : undefined;
    });
    expect(told.map(({ id, isSameUnit }) => [id, isSameUnit])).toEqual([
      [unit, true],
      [elsewhere, true],
      [other, false],
    ]);
    expect(told[0]).toMatchObject({ outcome: 'no_fault_found', technicianName: 'Wei', status: 'completed' });
    expect((await historyOf(manager, later)).map(({ id }) => id)).toEqual([present, unit, other]);
    expect((await manager('GET', `/api/v1/board/orders/${elsewhere}/history`)).status).toBe(404);
  });

  it('shows a site its own rows and no more', async () => {
    const [mine, theirs] = [await open(), await open()];
    await status(mine, 'accepted', 2, { siteId });
    await status(theirs, 'accepted', 2, { siteId: otherSiteId });
    await until(async () => (await order(theirs))?.siteId && (await order(mine))?.siteId);
    const { body } = await manager<List<BoardOrderView>>('GET', '/api/v1/board/orders?status=all&limit=200');
    expect(body.items.map(({ id }) => id)).toContain(mine);
    expect(new Set(body.items.map((item) => item.siteId))).toEqual(new Set([siteId]));
    expect((await manager('GET', `/api/v1/board/orders/${theirs}`)).status).toBe(404);
    expect((await manager('GET', `/api/v1/board/orders/${mine}`)).status).toBe(200);
    const asked = await manager<List<BoardOrderView>>('GET', `/api/v1/board/orders?siteId=${otherSiteId}&status=all`);
    expect(asked.body.items.some(({ id }) => id === theirs)).toBe(false);
  });

  it('shows a technician what is his own, and no more of his site', async () => {
    const colleague = randomUUID();
    const send = await signIn(gateway.url, 'wei', 'password of wei');
    const [his, others] = await Promise.all(
      [technicianId, colleague].map(async (of) => {
        const [repairOrderId, visitId] = [await open(), randomUUID()];
        const rows = { repairOrderId, siteId, technicianId: of };
        await tell(VisitScheduled, { ...rows, visitId, version: 1, start: '2026-03-02T12:00:00Z' });
        await tell(OfferMade, { ...rows, offerId: randomUUID(), version: 1 });
        await status(repairOrderId, 'scheduled', 2, { siteId, technicianId: of, visitId });
        return repairOrderId;
      }),
    );
    const ordersOf = async (who: typeof send, list: string) => {
      const { body } = await who<List<{ id: string; repairOrderId?: string }>>(
        'GET',
        `/api/v1/board/${list}?limit=200`,
      );
      return body.items.map(({ id, repairOrderId = id }) => repairOrderId);
    };
    for (const list of ['orders', 'visits', 'offers']) {
      await until(async () => {
        const seen = await ordersOf(manager, list);
        return seen.includes(his!) && seen.includes(others!);
      });
      const seen = await ordersOf(send, list);
      expect([list, seen.includes(his!), seen.includes(others!)]).toEqual([list, true, false]);
    }
    const asked = await send<List<object>>('GET', `/api/v1/board/visits?technicianId=${colleague}`);
    expect(asked.body.items).toEqual([]);
    expect((await send('GET', `/api/v1/board/orders/${others}`)).status).toBe(404);
  });

  it('does not tell a site how an offer ranks', async () => {
    const offerId = randomUUID();
    const offer = { offerId, repairOrderId: randomUUID(), siteId };
    await tell(OfferMade, { ...offer, version: 1 });
    await tell(OfferAccepted, { ...offer, technicianId, version: 2 });
    const found = async (send: ReturnType<typeof clientOf>) => {
      const { body } = await send<List<BoardOfferView>>('GET', '/api/v1/board/offers?status=accepted');
      return body.items.find(({ id }) => id === offerId);
    };
    const seenByAdmin = await until(() => found(admin));
    expect(seenByAdmin).toMatchObject({ status: 'accepted', rank: 1, technicianId, locality: 'Shanghai' });
    const seenBySite = await found(manager);
    expect(seenBySite).toMatchObject({ status: 'accepted' });
    expect(seenBySite).not.toHaveProperty('rank');
    expect(seenBySite).not.toHaveProperty('score');
  });

  it('filters by risk, exception and party, and counts', async () => {
    const [late, soon, calm] = [
      await open('2026-03-02T07:00:00Z'),
      await open('2026-03-02T10:00:00Z'),
      await open('2026-03-09T10:00:00Z'),
    ];
    await status(calm, 'ready', 2, { exceptionReasons: ['no-technician'], waitingFor: 'dispatcher' });
    const ids = async (query: string) => {
      const { body } = await admin<List<BoardOrderView>>('GET', `/api/v1/board/orders?limit=200&${query}`);
      return body.items.map(({ id }) => id);
    };
    await until(async () => (await ids('exceptions=true')).includes(calm));
    expect(await ids('risk=breached')).toContain(late);
    expect(await ids('risk=breached')).not.toContain(soon);
    expect(await ids('risk=at_risk')).toContain(soon);
    expect(await ids('risk=none')).toContain(calm);
    expect(await ids('waitingFor=dispatcher')).toContain(calm);
    expect(await ids('exceptions=false')).not.toContain(calm);
    const { body } = await admin<{ exceptions: number; breached: number }>('GET', '/api/v1/board/summary');
    expect(body).toMatchObject({ exceptions: 1, breached: 1 });
  });

  it('shares out what is open by age, status, priority and site, to a site its own', async () => {
    const sharesOf = async (as: typeof admin) =>
      (await as<BoardSharesView>('GET', '/api/v1/board/shares')).body as BoardSharesView;
    const before = await sharesOf(admin);
    const opened = async (openedAt: string, more: Partial<RepairOrderOpened>, held?: string) => {
      const repairOrderId = randomUUID();
      await tell(RepairOrderOpened, { repairOrderId, openedAt, dueBy: '2026-03-09T08:00:00Z', version: 1, ...more });
      await status(repairOrderId, 'accepted', 2, held ? { siteId: held } : {});
      await until(
        async () => (await order(repairOrderId))?.status === 'accepted' && (await order(repairOrderId))?.openedAt,
      );
      return repairOrderId;
    };
    await opened('2026-03-01T08:00:01Z', { priority: 'urgent' }, siteId);
    const old = await opened('2026-02-23T08:00:01Z', { priority: 'low', dueBy: '2026-03-01T08:00:00Z' }, siteId);
    await opened('2025-12-01T08:00:00Z', { priority: 'low' }, otherSiteId);
    const after = await sharesOf(admin);
    const grown = (list: 'ages' | 'priorities' | 'statuses', name: string) => {
      const [was, is] = [before, after].map((one) => one[list].find((share) => share.name === name));
      return [(is?.orders ?? 0) - (was?.orders ?? 0), (is?.breached ?? 0) - (was?.breached ?? 0)];
    };
    expect(after.orders - before.orders).toBe(3);
    expect(['day', 'week', 'older'].map((name) => grown('ages', name))).toEqual([
      [1, 0],
      [1, 1],
      [1, 0],
    ]);
    expect([grown('priorities', 'low'), grown('statuses', 'accepted')]).toEqual([
      [2, 1],
      [3, 1],
    ]);
    const own = after.sites.find((share) => share.siteId === siteId)!;
    expect(own.siteName).toBe('North Garage');
    const mine = await sharesOf(manager);
    expect([mine.orders, mine.sites, mine.noSite.orders]).toEqual([own.orders, [own], 0]);
    const path = '/api/v1/board/orders?age=week&priority=low';
    expect((await admin<List<BoardOrderView>>('GET', path)).body.items.map(({ id }) => id)).toEqual([old]);
  });

  it('gives every order once over its pages, the most urgent first', async () => {
    for (let hour = 0; hour < 5; hour += 1) await open(`2026-03-04T0${hour}:00:00Z`);
    const seen: BoardOrderView[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/api/v1/board/orders?status=all&limit=3${cursor && `&cursor=${cursor}`}`;
      const { body } = await admin<List<BoardOrderView>>('GET', path);
      seen.push(...body.items);
      cursor = body.next;
    }
    const [{ count }] = (await gateway.database.query<{ count: string }>(
      'SELECT count(*) FROM gateway.board_order WHERE opened_at IS NOT NULL',
    )) as [{ count: string }];
    expect(new Set(seen.map(({ id }) => id)).size).toBe(Number(count));
    expect(seen.map(({ dueBy }) => dueBy)).toEqual(seen.map(({ dueBy }) => dueBy).toSorted());
  });

  it('refuses filters and cursors that make no sense, by name', async () => {
    for (const [query, field] of [
      ['status=lost', 'status'],
      ['cursor=abc', 'cursor'],
      ['limit=0', 'limit'],
      ['siteId=7', 'siteId'],
      ['colour=red', 'colour'],
      ['exceptions=maybe', 'exceptions'],
    ]) {
      const answer = await admin('GET', `/api/v1/board/orders?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
    }
  });
});

import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import { openInventory } from '../testing/open-inventory.js';
import { type Places, enterPart } from '../testing/story.js';
import type { LaneView } from './lane.dto.js';

describe('lanes', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory()), 60_000);
  afterAll(() => service?.close());

  const planner = () => service.as(person('planner'));
  const save = async (lane: object) =>
    (await (await planner()).post('/api/v1/lanes').send(lane).expect(201)).body as LaneView;

  it('are agreed, changed and listed', async () => {
    const partId = await enterPart(service);
    const lane = { partId, fromLocationId: places.central, toLocationId: places.regional };
    const saved = await save({ ...lane, meanDays: 4, deviationDays: 1.5 });
    expect(saved).toEqual({ ...lane, id: saved.id, meanDays: 4, deviationDays: 1.5, samples: 0 });
    expect(await save({ ...lane, meanDays: 3 })).toMatchObject({ id: saved.id, meanDays: 3, deviationDays: 0 });
    const { body } = await (await planner()).get(`/api/v1/lanes?partId=${partId}`).expect(200);
    expect(body).toMatchObject({ items: [{ id: saved.id, meanDays: 3 }], next: null });
  });

  it('from outside and for every part are one lane however often they are saved', async () => {
    const first = await save({ toLocationId: places.central, meanDays: 7 });
    expect(first).toMatchObject({ partId: null, fromLocationId: null });
    expect((await save({ toLocationId: places.central, meanDays: 8 })).id).toBe(first.id);
  });

  it('show the deliveries behind them', async () => {
    const partId = await enterPart(service);
    const { id } = await save({ partId, toLocationId: places.central, meanDays: 4 });
    await service.database.query(
      `INSERT INTO inventory.lead_time_sample (id, lane_id, part_id, ordered_at, received_at, days)
       VALUES ($1, $2, $3, '2026-03-02T01:00:00Z', '2026-03-05T13:00:00Z', 3.5)`,
      [uuidv7(), id, partId],
    );
    const { body } = await (await planner()).get(`/api/v1/lanes/${id}/samples`).expect(200);
    const sample = { partId, orderedAt: '2026-03-02T01:00:00.000Z', receivedAt: '2026-03-05T13:00:00.000Z', days: 3.5 };
    expect(body).toMatchObject({ items: [sample], next: null });
    await (await planner()).get(`/api/v1/lanes/${uuidv7()}/samples`).expect(404);
  });

  it('refuse places and parts that are not there, and a way to itself', async () => {
    const refused: [field: string, lane: object][] = [
      ['toLocationId', { toLocationId: uuidv7(), meanDays: 1 }],
      ['partId', { partId: uuidv7(), toLocationId: places.central, meanDays: 1 }],
      ['fromLocationId', { fromLocationId: places.central, toLocationId: places.central, meanDays: 1 }],
      ['meanDays', { toLocationId: places.central, meanDays: -1 }],
    ];
    for (const [field, lane] of refused)
      expect((await (await planner()).post('/api/v1/lanes').send(lane).expect(400)).body).toMatchObject({
        errors: [{ field }],
      });
  });
});

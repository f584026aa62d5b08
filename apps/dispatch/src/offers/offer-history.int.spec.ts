import { openDatabase } from '#common/database/database.module.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import { TestDatabase } from '#common/testing/database.js';
import { dispatchApp } from '../app.module.js';
import { weightAt } from '../core/offers/forward-decay.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { type OfferRow, type OrderRow, Story } from '../testing/story.js';

describe('what has come of the offers of a site', () => {
  let story: Story;
  let near: string;
  let far: string;
  beforeEach(async () => {
    story = await Story.begin();
    near = await enterSite(story.service.database, 'NEAR');
    far = await enterSite(story.service.database, 'FAR', { lon: 121.48 });
    await enterTechnician(story.service.database, near, 'Li');
    await enterTechnician(story.service.database, far, 'Zhao', { lon: 121.48 });
  });
  afterEach(() => story.end());

  const live = async ({ id }: OrderRow) =>
    (await story.offers(id)).find(({ status }) => status === 'pending') as OfferRow;
  const histories = async () => {
    const rows = await story.service.database.query<Record<'accepted' | 'declined' | 'expired', number> & Row>(
      `SELECT * FROM dispatch.offer_history`,
    );
    const unit = Math.max(...rows.map(({ accepted, declined, expired }) => Math.max(accepted, declined, expired)));
    const rounded = (value: number) => Math.round(value / unit);
    return Object.fromEntries(
      rows.map(({ site_id: site, accepted, declined, expired, answers }) => [
        site === near ? 'near' : 'far',
        [accepted, declined, expired, answers.reduce((sum, one) => sum + one, 0)].map(rounded),
      ]),
    );
  };
  const moved = (minutes: number) =>
    story.service.moveTo(new Date(story.service.clock.now().getTime() + minutes * 60_000));

  it('is counted by what decides an offer, once: accepted, declined, expired, and the times of the answers', async () => {
    const order = await story.request();
    const first = await live(order);
    await story.post(near, `offers/${first.id}/decline`, 1, { reason: 'other' });
    await story.post(near, `offers/${first.id}/decline`, 2, { reason: 'other' });
    await moved(30);
    const second = await live(await story.request());
    await story.post(near, `offers/${second.id}/accept`, 1);
    expect(await histories()).toEqual({ near: [1, 1, 0, 2], far: [0, 0, 1, 0] });
  });

  it('counts a counter-offer when it is decided, its answer when it is made, and no withdrawal', async () => {
    const countered = async () => {
      const offer = await live(await story.request());
      await story.post(near, `offers/${offer.id}/counter`, 1, { priceMinor: 9_900, currency: 'CNY' });
      return offer;
    };
    const one = await countered();
    await story.post(undefined, `offers/${one.id}/take-counter`, 2);
    const other = await countered();
    await story.post(undefined, `offers/${other.id}/refuse`, 2, { reason: 'too dear' });
    const third = await live(await story.request());
    await story.post(undefined, `offers/${third.id}/withdraw`, 1, { reason: 'asked by mistake' });
    expect(await histories()).toEqual({ near: [1, 1, 0, 2] });
  });

  it('sends orders to a site that accepts rather than to one that is a little nearer, and says so', async () => {
    expect((await live(await story.request())).site_id).toBe(near);
    const many = 400 * weightAt(story.service.clock.now().getTime());
    await story.service.database.query(
      `INSERT INTO dispatch.offer_history (site_id, accepted, declined) VALUES ($1, 0, $3), ($2, $3, 0)`,
      [near, far, many],
    );
    await moved(15);
    const order = await story.request();
    expect((await live(order)).site_id).toBe(far);
    const dispatcher = await story.service.as(person('dispatcher'));
    const { body } = await dispatcher.get(`/api/v1/repair-orders/${order.id}/explanation`);
    const difference = body.alternatives[0].differences.find(({ term }: { term: string }) => term === 'acceptance');
    expect(difference.differenceMinutes).toBeGreaterThan(10);
    expect(difference.textEn).toMatch(/^loses 15 min on the average because its site may not accept, instead of 0 min/);
    expect(difference.textZh).toContain('所属站点可能不接单，平均损失 15 分钟，被选者 0 分钟');
  });

  it('shortens the deadline of a site that answers quickly, in steps of five minutes, but not in an emergency', async () => {
    const offer = await live(await story.request());
    expect(offer.deadline.getTime() - story.service.clock.now().getTime()).toBe(30 * 60_000);
    await moved(5);
    await story.post(near, `offers/${offer.id}/accept`, 1);
    await story.service.database.query(
      `UPDATE dispatch.offer_history SET answers = (SELECT array_agg(21 * one ORDER BY bin) FROM unnest(answers) WITH ORDINALITY AS of (one, bin))`,
    );
    await moved(15);
    const { deadline } = await live(await story.request());
    expect(deadline.getTime() - story.service.clock.now().getTime()).toBe(15 * 60_000);
    const urgent = await live(await story.request({ emergency: true }));
    expect(urgent.deadline.getTime() - story.service.clock.now().getTime()).toBe(30 * 60_000);
  });
});

interface Row {
  site_id: string;
  answers: number[];
}

describe('the history of offers that were decided before it was kept', () => {
  it('is counted by the migration', async () => {
    const app = dispatchApp();
    const place = app.migrations.findIndex(({ name }) => name.startsWith('OfferRules'));
    const before = { ...app, migrations: app.migrations.slice(0, place) };
    const database = await TestDatabase.create([before]);
    const [site, id] = [uuidv7(), uuidv7()];
    const offers = ['accepted', 'refused', 'declined', 'withdrawn'].map(
      (status) =>
        `('${uuidv7()}', '${id}', '${id}', '${site}', 0, 0, now(), 1, 0, '[]', '${status}', '2026-01-01Z', '2026-04-01Z')`,
    );
    await database.query(`SET session_replication_role = replica; -- no order, no site
      INSERT INTO dispatch.offer (id, repair_order_id, request_id, site_id, lon, lat, deadline, rank, score, terms, status, made_at, answered_at)
      VALUES ${offers.join(', ')}`);
    const { service: schema, entities, migrations } = app;
    const migrated = await openDatabase({ url: database.url('dispatch'), schema, entities, migrations, poolSize: 2 });
    await migrated.destroy();
    expect(await database.query(`SELECT site_id, accepted, declined, expired FROM dispatch.offer_history`)).toEqual([
      { site_id: site, accepted: 2, declined: 4, expired: 0 },
    ]);
    await database.drop();
  });
});

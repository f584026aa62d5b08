import { setTimeout as pause } from 'node:timers/promises';
import { person } from '#common/testing/actors.js';
import { doorSeconds } from '../planning/travel/road-tables.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { SmallRoadServer, wayOf } from '../testing/small-road-server.js';
import { Story } from '../testing/story.js';
import type { PlanRowView, PlanView } from './plan.dto.js';

const patienceMs = 20_000;
const home = { lon: 121.47, lat: 31.23 };

describe('a day plan that asks a road server', () => {
  let roads: SmallRoadServer;
  let story: Story;
  let site: string;
  beforeEach(async () => {
    roads = await new SmallRoadServer().start();
    const travel = { source: 'osrm' as const, url: roads.url, pointsAtOnce: 4, timeoutSeconds: 20, tableSeconds: 20 };
    story = await Story.begin({ travel });
    site = await enterSite(story.service.database, 'OWN', { kind: 'own' });
  });
  afterEach(async () => {
    await story.end();
    await roads.close();
  });

  const dispatcher = () => story.service.as(person('dispatcher'));
  async function planned(): Promise<{ plan: PlanView; rows: PlanRowView[] }> {
    const agent = await dispatcher();
    const asked = await agent
      .post('/api/v1/plans')
      .send({ siteIds: [site], from: '2026-03-02', to: '2026-03-03', seconds: 1 })
      .expect(201);
    const path = `/api/v1/plans/${(asked.body as PlanView).id}`;
    for (const until = performance.now() + patienceMs; ; await pause(20)) {
      const plan = (await agent.get(path)).body as PlanView;
      if (plan.status === 'ready')
        return { plan, rows: ((await agent.get(`${path}/rows`)).body as { items: PlanRowView[] }).items };
      if (plan.status === 'failed' || performance.now() > until) throw new Error(JSON.stringify(plan));
    }
  }

  it('drives by it, says so, and says too when it had to do without', async () => {
    const near = await enterTechnician(story.service.database, site, 'West of it', { lon: 121.4 });
    const { id } = await story.request();
    const [visit] = await story.visits(id);
    const [place] = await story.service.database.query<{ lon: number; lat: number }>(
      'SELECT lon, lat FROM dispatch.visit',
    );
    const { plan } = await planned();
    expect(plan.travel).toEqual({ source: 'osrm', estimatedShare: 0 });
    const there = wayOf({ lon: 121.4, lat: home.lat }, place!)!.seconds + doorSeconds;
    const back = wayOf(place!, { lon: 121.4, lat: home.lat })!.seconds + doorSeconds;
    expect([visit!.technician_id, plan.before?.travelMinutes]).toEqual([near, Math.round((there + back) / 6) / 10]);

    roads.trouble = () => ({ status: 503, body: {} });
    await enterTechnician(story.service.database, site, 'New', { lon: 121.5 });
    const without = (await planned()).plan;
    expect(without.travel).toEqual({ source: 'osrm', estimatedShare: 0.5 }); // six of the twelve pairs of home, home, order and site
    expect(without.status).toBe('ready');
  });
});

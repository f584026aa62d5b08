import { type Callout, eventually } from './callout.js';
import { Scene, type Row, type Visit } from './scene.js';

interface Improvement extends Row {
  status: string;
  causes: { event: string; technicianId?: string }[];
}
interface ImprovementRow {
  visitId?: string;
  change: string;
  after?: { technicianId: string; start: string };
}

const minute = 60_000;

/** A technician falls ill in the middle of his day, in a Callout that runs already. */
export function runningDayStories(callout: () => Callout): void {
  /** Three technicians, each with visits; the first one's are named. */
  async function day(scene: Scene): Promise<{ ill: string; now: number; visits: Visit[] }> {
    const [ill, ...others] = scene.sites[0]!.technicians as [string, string, string];
    const now = (await callout().now()).getTime();
    const plan = [
      [ill, 40],
      [ill, 150],
      [ill, 270],
      [others[0], 150],
      [others[1], 270],
    ] as const;
    const visits: Visit[] = [];
    for (const [technicianId, minutes] of plan) {
      const { id } = await scene.report();
      const { id: orderId } = await scene.order(id, ({ status }) => status === 'scheduled');
      const { id: visitId, version } = await scene.visit(orderId);
      const start = new Date(now + minutes * minute).toISOString();
      visits.push(
        await scene.admin.does<Visit>(
          `/visits/${visitId}/reschedule`,
          { start, technicianId, reason: 'wished' },
          { version },
        ),
      );
    }
    return { ill, now, visits };
  }

  const fallsIll = async (scene: Scene, id: string, fromMs: number) =>
    scene.admin.does(
      `/technicians/${id}/absences`,
      {
        from: new Date(fromMs).toISOString(),
        to: new Date(fromMs + 12 * 60 * minute).toISOString(),
        reason: 'ill',
      },
      { version: (await scene.admin.sees<Row>(`/technicians/${id}`)).version },
    );

  const improvement = (scene: Scene, status: string) =>
    eventually(`an improvement that is ${status}`, async () => {
      const { items } = await scene.admin.sees<{ items: (Improvement & { siteIds: string[] })[] }>(
        '/plans?kind=improvement',
      );
      return items.find((plan) => plan.siteIds[0] === scene.sites[0]!.id && plan.status === status);
    });

  const presentOf = (scene: Scene, visits: readonly Visit[]) =>
    Promise.all(visits.map(({ id }) => scene.admin.sees<Visit>(`/visits/${id}`)));

  describe('a technician who falls ill in the middle of the day', () => {
    it('leaves a proposal to the dispatcher: his visits to others, theirs where they are, the one about to begin as it is', async () => {
      const scene = await Scene.set(callout(), ['own'], 3);
      const { ill, now, visits } = await day(scene);
      await fallsIll(scene, ill, now + 120 * minute);
      const plan = await improvement(scene, 'ready');
      expect(plan.causes).toMatchObject([{ event: 'technician-absent', technicianId: ill }]);
      expect((await presentOf(scene, visits)).map(({ technicianId }) => technicianId)).toEqual(
        visits.map(({ technicianId }) => technicianId),
      );
      const { items } = await scene.admin.sees<{ items: ImprovementRow[] }>(`/plans/${plan.id}/rows?change=moved`);
      const moved = items.map(({ visitId }) => visitId);
      expect(moved).toEqual(expect.arrayContaining([visits[1]!.id, visits[2]!.id]));
      expect(moved).not.toContain(visits[0]!.id);
      expect(moved.length - 2).toBeLessThanOrEqual(5);

      await scene.admin.does(`/plans/${plan.id}/publish`, {}, { version: plan.version });
      const after = await presentOf(scene, visits);
      expect(after[0]).toMatchObject({ technicianId: ill, start: visits[0]!.start });
      expect(after.slice(1).map(({ technicianId }) => technicianId)).not.toContain(ill);
    }, 90_000);

    it('has his visits given to others at once where the site wants it', async () => {
      const scene = await Scene.set(callout(), ['own'], 3);
      const { id, ...site } = await scene.admin.sees<Row & Record<string, unknown>>(`/sites/${scene.sites[0]!.id}`);
      const { code: _c, kind: _k, status: _s, score: _o, scoredOrders: _n, version, ...fields } = site;
      await scene.admin
        .put(`/sites/${id}`, { ...fields, dayImprovements: 'automatic' })
        .set('if-match', `"${version}"`)
        .expect(200);
      const { ill, now, visits } = await day(scene);
      await fallsIll(scene, ill, now + 120 * minute);
      await improvement(scene, 'published');
      const after = await presentOf(scene, visits);
      expect(after.slice(1).map(({ technicianId }) => technicianId)).not.toContain(ill);
      expect(after[0]).toMatchObject({ technicianId: ill, start: visits[0]!.start });
    }, 90_000);
  });
}

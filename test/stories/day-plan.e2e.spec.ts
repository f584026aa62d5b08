import { type Callout, eventually, startCallout } from './callout.js';
import { runningDayStories } from './running-day.stories.js';
import { conformanceStories } from './conformance.stories.js';
import { customerStories } from './customer.stories.js';
import { Scene, type Order, type Row, type Visit } from './scene.js';
import { windowStories } from './windows.stories.js';

interface Figures {
  served: number;
  travelMinutes: number;
  latenessMinutes: number;
}
interface Plan extends Row {
  status: string;
  progress: number;
  before: Figures;
  after: Figures;
  changedTechnicians: number;
  error?: string;
}
interface PlanRow {
  repairOrderId: string;
  change: string;
  visitId?: string;
  after?: { technicianId: string; start: string };
  isPublished: boolean;
}
interface Publication {
  plan: Plan;
  published: number;
  refused: { repairOrderId: string; reason: string; detail: string }[];
}

let callout: Callout;
beforeAll(async () => {
  callout = await startCallout();
}, 120_000);
afterAll(() => callout.close());

/** Asks for a plan of the scene's own site from today on, and waits until it is ready. */
async function planned(scene: Scene, days = 2, seconds = 1): Promise<Plan> {
  const from = await callout.now();
  const day = (later: number) => new Date(from.getTime() + later * 86_400_000).toISOString().slice(0, 10);
  const siteIds = scene.sites.map(({ id }) => id);
  const asked = await scene.admin.does<Plan>('/plans', { siteIds, from: day(0), to: day(days), seconds });
  expect(asked.status).toBe('waiting');
  return eventually('a plan that is ready', async () => {
    const plan = await scene.admin.sees<Plan>(`/plans/${asked.id}`);
    if (plan.status === 'failed') throw new Error(plan.error);
    return plan.status === 'ready' && plan;
  });
}

const rowsOf = async (scene: Scene, { id }: Row, change = 'moved') =>
  (await scene.admin.sees<{ items: PlanRow[] }>(`/plans/${id}/rows?change=${change}`)).items;

/** Orders of an own site with two technicians, all booked. */
async function booked(scene: Scene, count: number): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id } = await scene.report(`stopped working, number ${index}`);
    const order = await scene.order(id, ({ status }) => status === 'scheduled');
    visits.push(await scene.visit(order.id));
  }
  return visits;
}

const visitNow = (scene: Scene, { id }: Visit) => scene.admin.sees<Visit>(`/visits/${id}`);

describe('a day plan', () => {
  it('gives the visits of a technician who is ill to the others, and publishes them in one step', async () => {
    const scene = await Scene.set(callout, ['own'], 2);
    const visits = await booked(scene, 4);
    const ill = visits[0]!.technicianId;
    const theirs = visits.filter(({ technicianId }) => technicianId === ill);
    const now = (await callout.now()).getTime();
    await scene.admin.does(
      `/technicians/${ill}/absences`,
      {
        from: new Date(now - 3_600_000).toISOString(),
        to: new Date(now + 7 * 86_400_000).toISOString(),
        reason: 'ill',
      },
      { version: (await scene.admin.sees<Row>(`/technicians/${ill}`)).version },
    );
    const plan = await planned(scene, 3);
    expect(plan.after.served).toBe(4);
    const moved = await rowsOf(scene, plan);
    expect(moved.filter(({ after }) => after?.technicianId === ill)).toEqual([]);
    expect(moved.map(({ visitId }) => visitId)).toEqual(expect.arrayContaining(theirs.map(({ id }) => id)));

    const done = await scene.admin.does<Publication>(`/plans/${plan.id}/publish`, {}, { version: plan.version });
    expect([done.published, done.refused, done.plan.status]).toEqual([moved.length, [], 'published']);
    for (const row of moved) {
      const visit = await visitNow(scene, { id: row.visitId } as Visit);
      expect([visit.technicianId, visit.start]).toEqual([row.after?.technicianId, row.after?.start]);
    }
    const again = await scene.admin.does<Publication>(`/plans/${plan.id}/publish`, {}, { version: done.plan.version });
    expect([again.published, again.refused]).toEqual([0, []]);
  }, 90_000);

  it('refuses the rows whose visit was moved meanwhile, and publishes the others', async () => {
    const scene = await Scene.set(callout, ['own'], 2);
    await booked(scene, 3);
    const ill = scene.sites[0]!.technicians[0]!;
    const other = scene.sites[0]!.technicians[1]!;
    const all = (await scene.admin.sees<{ items: Visit[] }>(`/visits?technicianId=${other}`)).items;
    const mine = (await scene.admin.sees<{ items: Visit[] }>(`/visits?technicianId=${ill}`)).items;
    const [gone, left] = mine.length > 0 ? [ill, mine] : [other, all];
    const now = (await callout.now()).getTime();
    await scene.admin.does(
      `/technicians/${gone}/absences`,
      {
        from: new Date(now - 3_600_000).toISOString(),
        to: new Date(now + 2 * 86_400_000).toISOString(),
        reason: 'ill',
      },
      { version: (await scene.admin.sees<Row>(`/technicians/${gone}`)).version },
    );
    const plan = await planned(scene, 3);
    const moved = await rowsOf(scene, plan);
    const touched = left[0]!;
    const present = await visitNow(scene, touched);
    await scene.admin.does(
      `/visits/${touched.id}/reschedule`,
      {
        start: new Date(now + 5 * 86_400_000).toISOString(),
        technicianId: gone === ill ? other : ill,
        reason: 'asked for it',
      },
      { version: present.version },
    );
    const done = await scene.admin.does<Publication>(`/plans/${plan.id}/publish`, {}, { version: plan.version });
    expect(done.refused).toEqual([
      expect.objectContaining({ repairOrderId: touched.repairOrderId, reason: 'visit-changed' }),
    ]);
    expect(done.published).toBe(moved.length - 1);
    expect((await visitNow(scene, touched)).start).toBe(new Date(now + 5 * 86_400_000).toISOString());
  }, 90_000);

  it('moves a visit aside for an order that waits for the dispatcher, and books it', async () => {
    const scene = await Scene.set(callout, ['own'], 0);
    const tomorrow = new Date((await callout.now()).getTime() + 86_400_000);
    await scene.admin.does('/technicians', {
      siteId: scene.sites[0]!.id,
      name: 'Once a week',
      active: true,
      home: { lon: scene.place.lon + 0.02, lat: scene.place.lat },
      skills: [{ skill: scene.word, level: 3 }],
      certificates: [],
      shifts: [{ weekday: tomorrow.getUTCDay() || 7, from: '09:00', to: '11:30' }],
    });
    // Two days within the time in which matching looks; a visit in the middle of each leaves no gap for an hour.
    for (let day = 0; day < 2; day += 1) {
      const [visit] = (await booked(scene, 1)) as [Visit];
      const start = `${visit.start.slice(0, 10)}T09:45:00Z`;
      await scene.admin.does(`/visits/${visit.id}/reschedule`, { start, reason: 'wished' }, { version: visit.version });
    }
    const { id } = await scene.report();
    const order: Order = await scene.order(id, ({ waitingFor }) => waitingFor === 'dispatcher');
    const plan = await planned(scene, 8);
    expect(await rowsOf(scene, plan, 'placed')).toEqual([expect.objectContaining({ repairOrderId: order.id })]);
    const done = await scene.admin.does<Publication>(`/plans/${plan.id}/publish`, {}, { version: plan.version });
    expect(done.refused).toEqual([]);
    await scene.order(id, ({ status }) => status === 'scheduled');
  }, 90_000);

  it('keeps a request of the same site and days that comes while another one waits, and drops the older', async () => {
    const scene = await Scene.set(callout, ['own'], 1);
    const day = (await callout.now()).toISOString().slice(0, 10);
    const ask = () =>
      scene.admin.does<Plan>('/plans', { siteIds: [scene.sites[0]!.id], from: day, to: day, seconds: 2 });
    const first = await ask();
    await eventually('the first is being solved', async () => {
      const { status } = await scene.admin.sees<Plan>(`/plans/${first.id}`);
      return status === 'running';
    });
    const [second, third] = [await ask(), await ask()];
    expect((await scene.admin.sees<Plan>(`/plans/${second.id}`)).status).toBe('superseded');
    const ended = async ({ id }: Plan) => (await scene.admin.sees<Plan>(`/plans/${id}`)).status;
    await eventually('the third is ready', async () => (await ended(third)) === 'ready');
    expect(await ended(first)).toBe('ready');
  }, 90_000);

  it.each([
    ['a day before the first', { from: '2026-03-05', to: '2026-03-04' }, 'to'],
    ['too many days', { from: '2026-03-05', to: '2026-03-25' }, 'to'],
    ['no site', { siteIds: [] }, 'siteIds'],
  ])('refuses %s and names the field', async (_, wrong, field) => {
    const scene = await Scene.set(callout, ['own'], 0);
    const body = { siteIds: [scene.sites[0]!.id], from: '2026-03-05', to: '2026-03-05', ...wrong };
    const answer = await scene.admin.post('/plans', body).expect(400);
    expect((answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toEqual([field]);
  });
});

windowStories(() => callout);
runningDayStories(() => callout);
customerStories(() => callout);
conformanceStories(() => callout);

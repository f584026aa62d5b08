import { setTimeout as pause } from 'node:timers/promises';
import { PlanningRunChanged } from '#common/events/index.js';
import type { PlanningRunStatus } from '#common/events/lists.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { PlanningRunView } from '../planning-runs/planning-run.dto.js';

const patienceMilliseconds = 30_000;

/** Pieces wanted of a part at a place, `everyDays` days apart, over some weeks up to yesterday. */
export async function enterDemand(
  service: TestService,
  partId: string,
  locationId: string,
  { everyDays = 7, pieces = 1, weeks = 60 } = {},
): Promise<void> {
  await service.database.query(
    `INSERT INTO inventory.demand (part_id, location_id, day, used)
     SELECT $1, $2, $3::date - n, $4 FROM generate_series(1, $5, $6) AS n`,
    [partId, locationId, service.clock.now(), pieces, weeks * 7, everyDays],
  );
}

/** Asks for a run as a planner. */
export async function request(service: TestService, body: object): Promise<PlanningRunView> {
  const planner = await service.as(person('planner'));
  return (await planner.post('/api/v1/planning-runs').send(body).expect(201)).body as PlanningRunView;
}

/** Waits until the run has come to this state, as its events tell, and everything that follows from it is done. */
export async function reached(service: TestService, id: string, status: PlanningRunStatus): Promise<void> {
  const until = performance.now() + patienceMilliseconds;
  for (;;) {
    const told = (await service.published(PlanningRunChanged)).filter(({ planningRunId }) => planningRunId === id);
    if (told.some((event) => event.status === status)) break;
    const last = told.at(-1);
    if (performance.now() > until || last?.status === 'failed')
      throw new Error(`run ${id} is ${last?.status}, not ${status}: ${last?.failure ?? 'it takes too long'}`);
    await pause(20);
  }
  await service.settle();
}

/** A run that is done, published or not. */
export async function planned(service: TestService, body: object): Promise<PlanningRunView> {
  const { id } = await request(service, body);
  await reached(service, id, 'publishWhenDone' in body ? 'published' : 'done');
  return runOf(service, id);
}

export async function runOf(service: TestService, id: string): Promise<PlanningRunView> {
  const planner = await service.as(person('planner'));
  return (await planner.get(`/api/v1/planning-runs/${id}`).expect(200)).body as PlanningRunView;
}

// A program: plays the customers, who report through the desk's public API and answer when they are called back. See ../protocol.ts for how it is driven.
import { Agenda } from '../agenda.js';
import { Api, bearer } from '../api.js';
import { EventStream } from '../event-stream.js';
import { keyOf, readKeys } from '../keys.js';
import type { SimulatorSettings } from '../protocol.js';
import { reportTimes } from '../schedule.js';
import { planTowns } from '../towns.js';
import { WorldOutside } from '../world-outside.js';
import { Customers } from './customers.js';
import { type Simulator, play, tell } from './simulator.js';

async function start(settings: SimulatorSettings): Promise<Simulator> {
  const world = new WorldOutside(settings);
  const agenda = new Agenda(settings.startsAt);
  const counts = new Map<string, number>();
  const key = keyOf(readKeys(settings.keysFile), 'agent');
  const api = new Api(settings.url, bearer(key), 12);
  const towns = planTowns(world.country, world.all, settings.seed);
  const customers = await Customers.of({
    world,
    agenda,
    counts,
    api,
    towns,
    seed: settings.seed,
    reported: tellReported,
  });
  const stream = new EventStream(settings.url, bearer(key), ['desk.request.status-changed'], (fact) =>
    customers.hear(fact),
  );
  await stream.open();
  const times = reportTimes(world.records.length, settings.days, settings.startsAt, customers.timeZone);
  world.records.forEach((record, index) =>
    agenda.add(times[index] ?? settings.startsAt, () => customers.report(record)),
  );
  return {
    agenda,
    counts,
    async stop() {
      stream.close();
      await api.close();
    },
  };
}

const tellReported = (requestId: string, recordId: string) => tell({ kind: 'reported', requestId, recordId });

await play(start);

// A program: plays all repair sites, each with its own key and its own live stream. See ../protocol.ts for how it is driven.
import { Agenda } from '../agenda.js';
import { Api, bearer } from '../api.js';
import { EventStream } from '../event-stream.js';
import { readKeys } from '../keys.js';
import type { SimulatorSettings } from '../protocol.js';
import { WorldOutside } from '../world-outside.js';
import { type Simulator, play } from './simulator.js';
import { type Crew, Site } from './site.js';

const heard = [
  'dispatch.offer.made',
  'dispatch.visit.scheduled',
  'dispatch.visit.rescheduled',
  'dispatch.visit.cancelled',
  'dispatch.visit.missed',
];

async function start(settings: SimulatorSettings): Promise<Simulator> {
  const world = new WorldOutside(settings);
  const agenda = new Agenda(settings.startsAt);
  const counts = new Map<string, number>();
  const keys = readKeys(settings.keysFile).keys.flatMap(({ siteId, bearer: key }) => (siteId ? [{ siteId, key }] : []));
  const apis = keys.map(({ siteId, key }) => ({ siteId, key, api: new Api(settings.url, bearer(key), 2) }));
  const crew = (await Promise.all(apis.map(({ api }) => crewOf(api)))).flat();
  const open = await Promise.all(
    apis.map(async ({ siteId, key, api }) => {
      const site = new Site({ ...settings, siteId }, api, crew, world, agenda, counts);
      const stream = new EventStream(settings.url, bearer(key), heard, (fact) => site.hear(fact));
      await stream.open();
      return { api, stream };
    }),
  );
  return {
    agenda,
    counts,
    reported: (requestId, recordId) => world.reported(requestId, recordId),
    async stop() {
      for (const { stream } of open) stream.close();
      await Promise.all(open.map(({ api }) => api.close()));
    },
  };
}

async function crewOf(api: Api): Promise<Crew[]> {
  return (await api.get<{ items: Crew[] }>('/technicians?limit=200')).items;
}

await play(start);

import { eventClasses } from '#common/events/index.js';
import { allApps } from './apps.js';
import { listeners } from './listeners.js';

const services = allApps().map(({ service }) => service);

describe('who hears an event', () => {
  it('is what its class says about it', async () => {
    const heardBy = await listeners();
    for (const { name, type, about } of eventClasses) {
      const [, said = ''] = about.split('; heard by ');
      const words = said.replace(/\([^)]*\)/g, '').split(/\W+/);
      const named = services.filter((service) => words.includes(service));
      const real = [...new Set((heardBy.get(type) ?? []).map((consumer) => consumer.split('.')[0]))];
      expect([name, named.toSorted()]).toEqual([name, real.toSorted()]);
      expect([name, said.startsWith('nobody')]).toEqual([name, real.length === 0]);
    }
  });

  it('is known for every type, and for no other', async () => {
    const types = new Set(eventClasses.map(({ type }) => type));
    expect([...(await listeners()).keys()].filter((type) => !types.has(type))).toEqual([]);
  });
});

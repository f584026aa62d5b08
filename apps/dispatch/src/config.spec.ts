import { loadConfig } from '#common/runtime/config.js';
import { DispatchConfig, settingsFrom } from './config.js';

const needed = {
  DATABASE_URL: 'postgres://dispatch:secret@host:5432/callout',
  KAFKA_BROKERS: 'kafka:9092',
  SERVICE_SECRET: 'x'.repeat(32),
};
const travelWith = (given: Record<string, string>) =>
  settingsFrom(loadConfig(DispatchConfig, { ...needed, ...given })).travel;

describe('configuration of dispatch', () => {
  it('asks nobody for travel times unless it is told whom and where', () => {
    expect(travelWith({})).toEqual({ source: 'great-circle' });
    expect(travelWith({ TRAVEL_PROVIDER: 'osrm', TRAVEL_URL: 'http://osrm:5000', TRAVEL_PROFILE: 'car' })).toEqual({
      source: 'osrm',
      url: 'http://osrm:5000',
      profile: 'car',
      pointsAtOnce: 100,
      timeoutSeconds: 5,
      tableSeconds: 30,
    });
  });

  it.each([
    [{ TRAVEL_PROVIDER: 'valhalla' }, 'TRAVEL_URL is missing'],
    [{ TRAVEL_PROVIDER: 'osrm', TRAVEL_URL: 'http://osrm:5000/' }, 'TRAVEL_URL=http://osrm:5000/ is not'],
    [{ TRAVEL_PROVIDER: 'google' }, 'TRAVEL_PROVIDER=google is not great-circle, osrm or valhalla'],
    [{ TRAVEL_POINTS_AT_ONCE: '1' }, 'TRAVEL_POINTS_AT_ONCE=1 is not'],
  ])('refuses %j and says why', (given, why) => {
    expect(() => travelWith(given)).toThrow(why);
  });
});

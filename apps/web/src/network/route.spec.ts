import { estimatedTrip } from '../timeline/travel.js';
import { routeOf, totalWay } from './route.js';

const home = { lon: -3.2, lat: 51.5 };
const north = { lon: -3.2, lat: 51.6 };
const far = { lon: -3.2, lat: 52.5 };
const visit = (id: string, from: string, to: string, place = north, status: 'planned' | 'missed' = 'planned') => ({
  id,
  start: `2026-03-02T${from}:00Z`,
  finish: `2026-03-02T${to}:00Z`,
  place,
  status,
});

describe('a technician’s day', () => {
  it('goes from home to the first visit and on to the next, in the order of their starts', () => {
    const route = routeOf([visit('b', '11:00', '12:00', far), visit('a', '08:00', '09:00')], home);
    expect(route.map(({ visit: { id } }) => id)).toEqual(['a', 'b']);
    expect(route.map(({ way }) => way)).toEqual([estimatedTrip(home, north), estimatedTrip(north, far)]);
    expect(totalWay(route).metres).toBe(estimatedTrip(home, north).metres + estimatedTrip(north, far).metres);
  });

  it('says where the gap is shorter than the way, and leaves out whom nobody visits', () => {
    const stops = [
      visit('a', '08:00', '09:00'),
      visit('gone', '09:00', '09:05', home, 'missed'),
      visit('b', '09:15', '10:00', far),
    ];
    const route = routeOf(stops, home);
    expect(route.map(({ isTight }) => isTight)).toEqual([false, false, true]);
    expect(route[1]!.way).toBeUndefined();
    expect(route[2]!.way).toEqual(estimatedTrip(north, far));
  });
});

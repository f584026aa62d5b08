import { travelOf } from './move-travel.js';
import { estimatedTrip } from './travel.js';

const at = Date.parse;
const home = { lon: -3.2, lat: 51.5 };
const [near, far] = [
  { lon: -3.19, lat: 51.5 },
  { lon: -3, lat: 51.6 },
];
const stop = (id: string, technicianId: string, start: string, place: object) => ({
  id,
  technicianId,
  start: `2026-03-02T${start}:00Z`,
  finish: new Date(at(`2026-03-02T${start}:00Z`) + 3_600_000).toISOString(),
  place,
});
const stops = [stop('one', 'a', '09:00', near), stop('two', 'a', '14:00', far), stop('other', 'b', '09:00', near)];
const wish = (visitId: string, start: string, place: object = far) => ({
  visitId,
  place,
  start: at(`2026-03-02T${start}:00Z`),
  finish: at(`2026-03-02T${start}:00Z`) + 3_600_000,
});
const travel = (wished: ReturnType<typeof wish>, technicianId = 'a') =>
  travelOf(wished, { id: technicianId, home }, stops, () => home);

describe('the ways before and after a visit', () => {
  it('lead from the visit before, and on to the next', () => {
    const found = travel(wish('new', '11:00'));
    expect(found).toMatchObject({
      there: estimatedTrip(near, far),
      fromHome: false,
      onward: { seconds: 0, metres: 0 },
    });
    expect(found?.changeSeconds).toBeUndefined();
  });

  it('begin at home on a day that has nothing before, and end with it when nothing follows', () => {
    expect(travel(wish('new', '07:00', near))).toMatchObject({ there: estimatedTrip(home, near), fromHome: true });
    expect(travel(wish('two', '16:00'))?.onward).toBeUndefined();
  });

  it('change by what is added here and saved there', () => {
    expect(travel(wish('two', '15:00'))?.changeSeconds).toBe(0);
    const moved = travel(wish('two', '14:00'), 'b');
    expect(moved?.changeSeconds).toBe(0); // b comes from a neighbour of the same place
    const alone = travel(wish('two', '07:30'), 'b');
    const [direct, onward, before] = [estimatedTrip(home, far), estimatedTrip(far, near), estimatedTrip(home, near)];
    const saved = estimatedTrip(near, far).seconds;
    expect(alone?.changeSeconds).toBe(direct.seconds + onward.seconds - before.seconds - saved);
  });

  it('do not fit into a gap that is shorter', () => {
    expect(travel(wish('new', '10:00'))?.isTooTight).toBe(true);
    expect(travel(wish('new', '11:30'))?.isTooTight).toBe(false);
  });

  it('are unknown for a place that nobody has told', () => {
    expect(travel(wish('new', '10:00', {}))).toBeUndefined();
  });
});

import { weekOf } from '../weeks.js';
import { unitWeeks } from './exposure.js';

const at = (day: string) => new Date(`${day}T00:00:00Z`);
const weeks = [weekOf(at('2026-03-02')), weekOf(at('2026-03-09')), weekOf(at('2026-03-16'))];

describe('unitWeeks', () => {
  it('counts a unit that was there before in full', () => {
    expect(unitWeeks([{ day: at('2020-01-01'), units: 3 }], weeks)).toEqual([3, 3, 3]);
  });

  it('counts a unit from the day of its installation', () => {
    const [first, second, third] = unitWeeks([{ day: at('2026-03-11'), units: 7 }], weeks);
    expect(first).toBe(0);
    expect(second).toBeCloseTo(5, 12);
    expect(third).toBe(7);
  });

  it('counts a unit that is installed as a week begins from that week on', () => {
    expect(unitWeeks([{ day: at('2026-03-09'), units: 2 }], weeks)).toEqual([0, 2, 2]);
  });

  it('does not count what is installed later', () => {
    expect(unitWeeks([{ day: at('2026-03-23'), units: 9 }], weeks)).toEqual([0, 0, 0]);
  });
});

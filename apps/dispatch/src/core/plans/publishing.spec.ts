import fc from 'fast-check';
import type { PlannedAt, PlanRow } from './plan-outcome.js';
import { freeRows, type Taken } from './publishing.js';

const at = (technicianId: string, hour: number, hours = 1): PlannedAt => ({
  siteId: 's',
  technicianId,
  startMs: hour,
  finishMs: hour + hours,
});
const move = (id: string, before: PlannedAt | undefined, after: PlannedAt) => ({
  row: { repairOrderId: id, orderNumber: id, change: 'moved', ...(before && { before }) } as PlanRow,
  after,
});
const idsOf = (rows: readonly { row: PlanRow }[]) => rows.map(({ row }) => row.repairOrderId).toSorted();
const overlaps = (one: Taken, other: Taken) =>
  one.technicianId === other.technicianId && one.startMs < other.finishMs && one.finishMs > other.startMs;

describe('publishing rows of a plan', () => {
  it('lets two visits change places', () => {
    const { free, refused } = freeRows([move('a', at('x', 9), at('y', 9)), move('b', at('y', 9), at('x', 9))], []);
    expect([idsOf(free), idsOf(refused)]).toEqual([['a', 'b'], []]);
  });

  it('refuses the row whose time is taken, and those that wanted the time which it does not give up', () => {
    const rows = [
      move('a', at('x', 9), at('y', 9)),
      move('b', at('z', 11), at('x', 9)),
      move('c', undefined, at('z', 11)),
    ];
    const { free, refused } = freeRows(rows, [at('y', 9)]);
    expect([idsOf(free), idsOf(refused)]).toEqual([[], ['a', 'b', 'c']]);
  });

  it('never leaves two at the same time with one technician, whatever is chosen and taken', () => {
    const place = fc.record({ who: fc.constantFrom('x', 'y'), hour: fc.nat(8), hours: fc.integer({ min: 1, max: 3 }) });
    const made = ({ who, hour, hours }: { who: string; hour: number; hours: number }) => at(who, hour, hours);
    fc.assert(
      fc.property(fc.array(place, { maxLength: 8 }), fc.array(place, { maxLength: 8 }), (before, after) => {
        const booked = before.map(made).reduce<PlannedAt[]>((list, one) => {
          return list.some((other) => overlaps(one, other)) ? list : [...list, one];
        }, []);
        const rows = after.map((one, index) => move(String(index), booked[index], made(one)));
        const others = booked.slice(rows.length);
        const { free, refused } = freeRows(rows, others);
        const end = [...others, ...free.map((one) => one.after), ...refused.flatMap(({ row }) => row.before ?? [])];
        expect(free.length + refused.length).toBe(rows.length);
        expect(end.filter((one, index) => end.slice(0, index).some((other) => overlaps(one, other)))).toEqual([]);
      }),
    );
  });
});

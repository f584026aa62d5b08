import fc from 'fast-check';
import { cheapestAssignment } from './cheapest-assignment.js';

const sumOf = (costs: Float64Array, columns: ArrayLike<number>) =>
  Array.from(columns).reduce((sum, column, row) => sum + (costs[row * columns.length + column] as number), 0);

/** Of all orders of the columns. */
function least(costs: Float64Array, size: number, row = 0, taken: readonly number[] = []): number {
  if (row === size) return sumOf(costs, taken);
  const free = Array.from({ length: size }, (_, column) => column).filter((column) => !taken.includes(column));
  return Math.min(...free.map((column) => least(costs, size, row + 1, [...taken, column])));
}

describe('cheapestAssignment', () => {
  it('costs no more than any other, and gives every column to one row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }).chain((size) => {
          const cost = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(1e9));
          return fc.array(cost, { minLength: size * size, maxLength: size * size });
        }),
        (drawn) => {
          const size = Math.sqrt(drawn.length);
          const costs = Float64Array.from(drawn);
          const columns = cheapestAssignment(costs, size);
          expect(new Set(columns).size).toBe(size);
          expect(sumOf(costs, columns)).toBeCloseTo(least(costs, size), 3);
        },
      ),
      { numRuns: 300 },
    );
  });
});

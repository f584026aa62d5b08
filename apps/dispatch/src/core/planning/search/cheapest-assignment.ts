/**
 * Gives every row one column so that the sum is least: successive shortest paths with potentials (Jonker & Volgenant 1987), `size`³ operations at most.
 * Costs are finite; answers the column of each row. The answer is the same for the same costs, to the row.
 */
export function cheapestAssignment(costs: Float64Array, size: number): Int32Array {
  const ofRow = new Float64Array(size + 1);
  const ofColumn = new Float64Array(size + 1);
  /** Row of each column, both counted from 1; 0 = free. */
  const rowOf = new Int32Array(size + 1);
  const cameFrom = new Int32Array(size + 1);
  const far = new Float64Array(size + 1);
  const isDone = new Uint8Array(size + 1);
  for (let row = 1; row <= size; row += 1) {
    rowOf[0] = row;
    far.fill(Infinity);
    isDone.fill(0);
    let column = 0;
    while (rowOf[column] !== 0) {
      isDone[column] = 1;
      const from = rowOf[column] as number;
      let nearest = Infinity;
      let next = 0;
      for (let other = 1; other <= size; other += 1) {
        if (isDone[other] === 1) continue;
        const cost = costs[(from - 1) * size + other - 1] as number;
        const reduced = cost - (ofRow[from] as number) - (ofColumn[other] as number);
        if (reduced < (far[other] as number)) {
          far[other] = reduced;
          cameFrom[other] = column;
        }
        if ((far[other] as number) < nearest) {
          nearest = far[other] as number;
          next = other;
        }
      }
      for (let other = 0; other <= size; other += 1) {
        if (isDone[other] === 1) {
          const row = rowOf[other] as number;
          ofRow[row] = (ofRow[row] as number) + nearest;
          ofColumn[other] = (ofColumn[other] as number) - nearest;
        } else far[other] = (far[other] as number) - nearest;
      }
      column = next;
    }
    while (column !== 0) {
      const before = cameFrom[column] as number;
      rowOf[column] = rowOf[before] as number;
      column = before;
    }
  }
  const columns = new Int32Array(size);
  for (let column = 1; column <= size; column += 1) columns[(rowOf[column] as number) - 1] = column - 1;
  return columns;
}

interface Corner {
  point: number[];
  value: number;
}

/**
 * A point where f is least near `start`, by the simplex of Nelder and Mead (1965) with its usual factors (1, 2, 1/2, 1/2). `steps` is the size of
 * the first simplex along each axis. Values that are no number count as infinitely bad.
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  tolerance = 1e-10,
  mostRounds = 2000,
): Corner {
  const at = (point: number[]): Corner => {
    const value = f(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const corners = [at([...start])];
  steps.forEach((step, axis) => corners.push(at(start.map((x, index) => (index === axis ? x + step : x)))));
  for (let round = 0; round < mostRounds; round += 1) {
    corners.sort((one, other) => one.value - other.value);
    const [best, worst, second] = [corners[0], corners.at(-1), corners.at(-2)];
    if (!best || !worst || !second) break;
    if (Math.abs(worst.value - best.value) <= tolerance * (Math.abs(best.value) + tolerance)) break;
    const centre = start.map((_, axis) => mean(corners.slice(0, -1).map(({ point }) => point[axis] ?? 0)));
    const along = (factor: number) => at(centre.map((x, axis) => x + factor * ((worst.point[axis] ?? 0) - x)));
    const better = improve(along, best.value, second.value, worst.value);
    if (better) corners[corners.length - 1] = better;
    else corners.splice(1, corners.length - 1, ...corners.slice(1).map(({ point }) => at(halfWay(best.point, point))));
  }
  corners.sort((one, other) => one.value - other.value);
  return corners[0] ?? at([...start]);
}

function improve(along: (factor: number) => Corner, best: number, second: number, worst: number): Corner | undefined {
  const reflected = along(-1);
  if (reflected.value < best) {
    const expanded = along(-2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < second) return reflected;
  const contracted = along(reflected.value < worst ? -0.5 : 0.5);
  return contracted.value < Math.min(reflected.value, worst) ? contracted : undefined;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const halfWay = (one: readonly number[], other: readonly number[]) =>
  other.map((x, axis) => (x + (one[axis] ?? 0)) / 2);

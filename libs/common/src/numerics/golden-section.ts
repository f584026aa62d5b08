const ratio = (Math.sqrt(5) - 1) / 2;

/**
 * Where f is least between low and high by golden sections, until the interval is below `tolerance` or both inner points are equally good.
 * Slower than Brent's method and kept for one reason: published forecasts were made with it, and its end is part of their numbers.
 */
export function goldenSection(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  let [a, b] = [low, high];
  let c = b - ratio * (b - a);
  let d = a + ratio * (b - a);
  while (Math.abs(b - a) > tolerance) {
    const [fc, fd] = [f(c), f(d)];
    if (fc === fd) break;
    if (fc < fd) b = d;
    else a = c;
    c = b - ratio * (b - a);
    d = a + ratio * (b - a);
  }
  return (a + b) / 2;
}

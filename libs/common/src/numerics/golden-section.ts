const ratio = (1 + Math.sqrt(5)) / 2;

/**
 * Where f is least between low and high by golden sections, until the interval is below `tolerance` or both inner points are equally good
 * (then its middle). Slower than Brent's method and kept for one reason: published forecasts were made with it, and where it ends, to the last
 * bit of its inner points, is part of their numbers.
 */
export function goldenSection(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  let [a, b] = [low, high];
  let c = b - (b - a) / ratio;
  let d = a + (b - a) / ratio;
  let [fc, fd] = [f(c), f(d)];
  while (b - a >= tolerance && fc !== fd) {
    if (fc < fd) {
      [b, d, fd] = [d, c, fc];
      c = b - (b - a) / ratio;
      fc = f(c);
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + (b - a) / ratio;
      fd = f(d);
    }
  }
  return (a + b) / 2;
}

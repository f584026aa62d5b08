const golden = (3 - Math.sqrt(5)) / 2;

/**
 * A root of f between low and high, where f must change its sign; within tolerance·max(1, |root|). Throws without a change of sign.
 * Brent (1973), "Algorithms for Minimization without Derivatives", ch. 4.
 */
export function brentRoot(f: (x: number) => number, low: number, high: number, tolerance = 1e-12): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa * fb > 0) throw new Error(`no change of sign between ${low} (${fa}) and ${high} (${fb})`);
  let [c, fc, step, before] = [a, fa, b - a, b - a];
  for (let round = 0; round < 200; round += 1) {
    if (fb > 0 === fc > 0) [c, fc, step, before] = [a, fa, b - a, b - a];
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const near = 2 * Number.EPSILON * Math.abs(b) + (tolerance * Math.max(1, Math.abs(b))) / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= near || fb === 0) return b;
    const [p, q] = interpolate(a, b, c, fa, fb, fc);
    const accepted =
      Math.abs(before) >= near &&
      Math.abs(fa) > Math.abs(fb) &&
      2 * p < Math.min(3 * half * q - Math.abs(near * q), Math.abs(before * q));
    [before, step] = accepted ? [step, p / q] : [half, half];
    [a, fa] = [b, fb];
    b += Math.abs(step) > near ? step : Math.sign(half) * near;
    fb = f(b);
  }
  return b;
}

/** Numerator >= 0 and denominator of the step by inverse quadratic interpolation, or by the secant when two points coincide. */
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number): [number, number] {
  const s = fb / fa;
  let p = (c - b) * s;
  let q = 1 - s;
  if (a !== c) {
    const [t, r] = [fa / fc, fb / fc];
    p = s * ((c - b) * t * (t - r) - (b - a) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  return p > 0 ? [p, -q] : [-p, q];
}

/** Where f is least between low and high (a local least one if there are several). Brent (1973), ch. 5, with golden sections only when needed. */
export function brentMinimum(f: (x: number) => number, low: number, high: number, tolerance = 1e-9): number {
  let [a, b] = [low, high];
  let x = a + golden * (b - a);
  let [w, v, step, before] = [x, x, 0, 0];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  for (let round = 0; round < 200; round += 1) {
    const middle = (a + b) / 2;
    const near = tolerance * Math.abs(x) + 1e-12;
    if (Math.abs(x - middle) <= 2 * near - (b - a) / 2) return x;
    const r = (x - w) * (fx - fv);
    const q = (x - v) * (fx - fw);
    const signed = (x - v) * q - (x - w) * r;
    const below = 2 * (q - r);
    const [p, s] = below > 0 ? [-signed, below] : [signed, -below];
    if (Math.abs(before) > near && Math.abs(p) < Math.abs((s * before) / 2) && p > s * (a - x) && p < s * (b - x)) {
      [before, step] = [step, p / s];
    } else {
      before = x < middle ? b - x : a - x;
      step = golden * before;
    }
    const u = x + (Math.abs(step) >= near ? step : step > 0 ? near : -near);
    const fu = f(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
  return x;
}

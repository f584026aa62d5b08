const coefficients = Float64Array.of(
  676.5203681218851,
  -1259.1392167224028,
  771.3234287776531,
  -176.6150291621406,
  12.507343278686905,
  -0.13857109526572012,
  0.000009984369578019572,
  1.5056327351493116e-7,
);
const halfLogTwoPi = 0.9189385332046727;

/**
 * Natural logarithm of the gamma function for x > 0, to about 15 digits. Throws for x <= 0.
 * Lanczos (1964), "A precision approximation of the gamma function", g = 7 with 9 coefficients (Godfrey 2001); Stirling's series from 100
 * on, where the other loses digits.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new Error(`logGamma needs x > 0, not ${x}`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  if (x > 100) return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingRest(x);
  const shifted = x - 1;
  let sum = 0.9999999999998099;
  for (let index = 0; index < 8; index += 1) sum += (coefficients[index] ?? 0) / (shifted + index + 1);
  const t = shifted + 7.5;
  return halfLogTwoPi + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

function stirlingRest(x: number): number {
  const square = 1 / (x * x);
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / x;
}

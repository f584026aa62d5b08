import { logIncompleteGamma } from './incomplete-gamma.js';
import type { LogTails } from './log-tails.js';

/** Density of the standard normal distribution. */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Logarithms of both tails of the standard normal distribution at z, through the incomplete gamma function of 1/2. */
export function normalLogTails(z: number): LogTails {
  const { lower, upper } = logIncompleteGamma(0.5, (z * z) / 2);
  const far = upper - Math.LN2;
  const near = Math.log1p(Math.exp(lower)) - Math.LN2;
  return z < 0 ? { lower: far, upper: near } : { lower: near, upper: far };
}

/** P(Z <= z) of the standard normal distribution. */
export const normalCdf = (z: number): number => Math.exp(normalLogTails(z).lower);

const chebyshev = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
  -1.26551223,
] as const;

/** P(Z <= z) with a relative error below 1.2e-7, at a tenth of the price (Press et al., Numerical Recipes, 6.2.2). For tables, not for tails that decide. */
export function normalCdfQuick(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  let sum = 0;
  for (const coefficient of chebyshev) sum = sum * t + coefficient;
  const upper = (t * Math.exp(sum - x * x)) / 2;
  return z < 0 ? upper : 1 - upper;
}

/** E(Z - z)+ of the standard normal distribution: the expected shortage when z deviations are kept. */
export const normalLoss = (z: number): number => normalDensity(z) - z * Math.exp(normalLogTails(z).upper);

const central = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
] as const;
const middle = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
] as const;
const tail = [
  [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
] as const;

type Rational = readonly [readonly number[], readonly number[]];
const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduce((sum, c) => sum * x + c, 0);
const rational = ([above, below]: Rational, x: number) => polynomial(above, x) / polynomial(below, x);

/** z with P(Z <= z) = probability to 16 digits (Wichura 1988, algorithm AS 241). Throws outside (0, 1). */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new Error(`a probability of ${probability} has no normal quantile`);
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) return q * rational(central, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability));
  const z = r <= 5 ? rational(middle, r - 1.6) : rational(tail, r - 5);
  return q < 0 ? -z : z;
}

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

/** E(Z - z)+ of the standard normal distribution: the expected shortage when z deviations are kept. */
export const normalLoss = (z: number): number => normalDensity(z) - z * Math.exp(normalLogTails(z).upper);

const central = [
  [2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
   1971.5909503065514427, 133.14166789178437745, 3.387132872796366608],
  [5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
   687.1870074920579083, 42.313330701600911252, 1],
] as const; // prettier-ignore
const middle = [
  [7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
   3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734],
  [1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
   0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1],
] as const; // prettier-ignore
const tail = [
  [2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
   0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772],
  [2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
   0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1],
] as const; // prettier-ignore

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

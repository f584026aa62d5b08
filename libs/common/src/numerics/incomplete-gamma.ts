import { logGamma } from './log-gamma.js';
import { fromLogLower, fromLogUpper, type LogTails } from './log-tails.js';

const mostTerms = 100_000;
const smallest = 1e-300;

/**
 * Logarithms of the regularized incomplete gamma functions: `lower` = ln P(shape, x), `upper` = ln Q(shape, x), shape > 0, x >= 0. Throws for
 * other values. Series below shape + 1, Lentz's continued fraction above (Press et al., Numerical Recipes, 6.2).
 */
export function logIncompleteGamma(shape: number, x: number): LogTails {
  if (!(shape > 0 && x >= 0)) throw new Error(`incomplete gamma needs shape > 0 and x >= 0, not ${shape} and ${x}`);
  if (x === 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 0, upper: Number.NEGATIVE_INFINITY };
  const front = shape * Math.log(x) - x - logGamma(shape);
  return x < shape + 1
    ? fromLogLower(front + Math.log(lowerSeries(shape, x)))
    : fromLogUpper(front + Math.log(upperFraction(shape, x)));
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < mostTerms && term > sum * 1e-17; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / smallest;
  let d = 1 / b;
  let product = d;
  for (let n = 1; n < mostTerms; n += 1) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / awayFromZero(a * d + b);
    c = awayFromZero(b + a / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return product;
}

const awayFromZero = (value: number) => (Math.abs(value) < smallest ? smallest : value);

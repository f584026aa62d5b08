import { logGamma } from './log-gamma.js';
import { fromLogLower, fromLogUpper, type LogTails } from './log-tails.js';

const mostTerms = 100_000;
const smallest = 1e-300;

/**
 * Logarithms of the regularized incomplete beta function: `lower` = ln I_x(a, b), `upper` = ln(1 - I_x(a, b)), a, b > 0, x in [0, 1]. Throws for
 * other values. `complement` is 1 - x where the caller knows it better. Lentz's continued fraction (Press et al., Numerical Recipes, 6.4).
 */
export function logIncompleteBeta(a: number, b: number, x: number, complement = 1 - x): LogTails {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) throw new Error(`incomplete beta needs a, b > 0, not ${a}, ${b}, ${x}`);
  if (x === 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  if (complement === 0) return { lower: 0, upper: Number.NEGATIVE_INFINITY };
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(complement);
  return x < (a + 1) / (a + b + 2)
    ? fromLogLower(front + Math.log(fraction(a, b, x) / a))
    : fromLogUpper(front + Math.log(fraction(b, a, complement) / b));
}

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m < mostTerms; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return product;
}

const awayFromZero = (value: number) => (Math.abs(value) < smallest ? smallest : value);

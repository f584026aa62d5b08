const central = [2.50662823884, -18.61500062529, 41.39119773534, -25.44106049637] as const;
const centralDivisor = [-8.4735109309, 23.08336743743, -21.06224101826, 3.13082909833] as const;
const tail = [
  0.3374754822726147, 0.9761690190917186, 0.1607979714918209, 0.0276438810333863, 0.0038405729373609,
  0.0003951896511919, 0.0000321767881768, 0.0000002888167364, 0.0000003960315187,
] as const;

const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/**
 * z with P(Z <= z) = probability for a standard normal Z; absolute error below 3e-9 (Moro 1995, "The Full Monte").
 * Throws outside (0, 1).
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new Error(`a probability of ${probability} has no normal quantile`);
  const y = probability - 0.5;
  if (Math.abs(y) < 0.42) {
    const square = y * y;
    return (y * polynomial(central, square)) / (1 + square * polynomial(centralDivisor, square));
  }
  const x = polynomial(tail, Math.log(-Math.log(y > 0 ? 1 - probability : probability)));
  return y > 0 ? x : -x;
}

/** Mean and variance of a length of time in periods. */
export interface LengthOfTime {
  mean: number;
  variance: number;
}

/** Moments of the demand over an uncertain lead time: E[L]·variance + Var[L]·mean² (Silver, Pyke, Thomas, ch. 6). */
export function leadTimeMoments(mean: number, variance: number, lead: LengthOfTime): LengthOfTime {
  return { mean: mean * lead.mean, variance: lead.mean * variance + lead.variance * mean * mean };
}

/** Mean and variance of a lane's deliveries, pulled towards what was agreed as by four deliveries. Without deliveries, what was agreed. */
export function leadTimeOf(agreedPeriods: number, deliveries: readonly number[]): LengthOfTime {
  const weight = 4;
  const total = weight + deliveries.length;
  const mean = (weight * agreedPeriods + deliveries.reduce((sum, length) => sum + length, 0)) / total;
  const squares =
    deliveries.reduce((sum, length) => sum + (length - mean) ** 2, 0) + weight * (agreedPeriods - mean) ** 2;
  return { mean, variance: deliveries.length === 0 ? 0 : squares / total };
}

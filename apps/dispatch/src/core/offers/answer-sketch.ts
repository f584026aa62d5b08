/**
 * How long answers take, as weights in bins that grow by 22 %: whatever quantile is read is within 10 % of a true one, whatever the distribution, and
 * one very late answer moves it no more than any other. Weights can be added by many writers.
 * Source: Masson, Rim, Lee, DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees, VLDB 2019.
 */
export type AnswerSketch = readonly number[];

const accuracy = 0.1;
const growth = (1 + accuracy) / (1 - accuracy);

/** Up to 500 minutes; what is longer counts there. */
export const sketchBins = 32;

/** The bin, from 0, for an answer after so many minutes; what is quicker than a minute counts as one. */
export function binOf(minutes: number): number {
  const bin = Math.ceil(Math.log(Math.max(1, minutes)) / Math.log(growth));
  return Math.min(bin, sketchBins - 1);
}

/** The minutes within which this share (0..1) of the answers came; NaN without answers. */
export function quantileOf(sketch: AnswerSketch, share: number): number {
  const wanted = share * weightOf(sketch);
  if (!(wanted > 0)) return NaN;
  let sum = 0;
  const bin = sketch.findIndex((weight) => (sum += weight) >= wanted);
  return (2 * growth ** (bin < 0 ? sketchBins - 1 : bin)) / (growth + 1);
}

export const weightOf = (sketch: AnswerSketch): number => sketch.reduce((sum, weight) => sum + weight, 0);

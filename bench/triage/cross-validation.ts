import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { TriageModel } from '../../apps/desk/src/core/triage/model.js';
import { type Labelled, wordsOf } from './quests.js';

/** What a model that had not seen a row said of it. */
export interface Answer {
  /** Probability of the fault that people named; 0 when it was never taught. */
  probability: number;
  /** Faults held more likely than that one; as many as there are when it was never taught. */
  better: number;
  /** Probability of each fault, and whether it was the one. */
  said: { probability: number; isTrue: boolean }[];
  microseconds: number;
}

/** The fold of each row, drawn by seed. Rows of one text share a fold, or the same words would be taught and asked. */
export function foldsOf(rows: readonly Labelled[], folds: number, seed: number): number[] {
  const random = xoroshiro128plus(seed);
  const foldOfText = new Map<string, number>();
  return rows.map(({ problem }) => {
    const text = wordsOf(problem);
    const fold = foldOfText.get(text) ?? uniformInt(random, 0, folds - 1);
    foldOfText.set(text, fold);
    return fold;
  });
}

/** Asks for every row a model that was taught all other folds. */
export function crossValidate(rows: readonly Labelled[], folds: number, seed: number): Answer[] {
  const foldOf = foldsOf(rows, folds, seed);
  const models = Array.from({ length: folds }, (_, fold) =>
    teach(rows.filter((_row, index) => foldOf[index] !== fold)),
  );
  return rows.flatMap((row, index) => {
    const model = models[foldOf[index] ?? 0];
    return model ? ask(model, row) : [];
  });
}

function teach(rows: readonly Labelled[]): TriageModel {
  const model = new TriageModel();
  for (const { problem, fault } of rows) {
    model.learn({
      problem,
      symptomCode: null,
      faultCode: fault,
      parts: [],
      skillLevel: 2,
      repairMinutes: 60,
      orders: 1,
    });
  }
  return model;
}

function ask(model: TriageModel, { problem, fault }: Labelled): Answer {
  const started = performance.now();
  const probabilities = model.probabilities(problem);
  const microseconds = (performance.now() - started) * 1000;
  const said = model.faults.map(({ faultCode }, index) => ({
    probability: probabilities[index] ?? 0,
    isTrue: faultCode === fault,
  }));
  const probability = said.find(({ isTrue }) => isTrue)?.probability ?? 0;
  return { probability, better: said.filter((other) => other.probability > probability).length, said, microseconds };
}

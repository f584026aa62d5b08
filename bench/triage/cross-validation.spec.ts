import fc from 'fast-check';
import { crossValidate, foldsOf } from './cross-validation.js';
import { cleaned, type Labelled, wordsOf } from './quests.js';
import { scoresOf } from './scores.js';

const row = (problem: string, fault = 'Motor'): Labelled => ({ problem, fault });
const rows = [
  ...Array.from({ length: 30 }, (_, index) => row(`motor hums ${index}`, 'Motor')),
  ...Array.from({ length: 20 }, (_, index) => row(`hose torn ${index}`, 'Hose')),
];

describe('bench of triage', () => {
  it('never teaches a text that it asks for, however it is written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('No power', 'no power!', ' NO  POWER', '', '?', '不转', '不转。', 'hose'), {
          maxLength: 40,
        }),
        fc.integer({ min: 2, max: 10 }),
        fc.integer(),
        (problems, folds, seed) => {
          const foldOf = foldsOf(
            problems.map((problem) => row(problem)),
            folds,
            seed,
          );
          const foldsOfText = new Map<string, Set<number | undefined>>();
          problems.forEach((problem, index) => {
            const text = wordsOf(problem);
            foldsOfText.set(text, (foldsOfText.get(text) ?? new Set()).add(foldOf[index]));
          });
          for (const held of foldsOfText.values()) expect(held.size).toBe(1);
        },
      ),
    );
  });

  it('spreads texts over all folds and asks for every row once', () => {
    expect(new Set(foldsOf(rows, 5, 1)).size).toBe(5);
    expect(crossValidate(rows, 5, 1)).toHaveLength(rows.length);
  });

  it('counts a fault that was never taught as wrong', () => {
    const [answer] = crossValidate([row('only one text', 'Rare'), ...rows], 5, 1);
    expect(answer?.probability).toBe(0);
    expect(answer?.better).toBe(2);
  });

  it('cleans labels without a fault and repeated texts, and nothing else', () => {
    const all = [
      row('No power', 'Unknown'),
      row('hums'),
      row('Hums '),
      row('hums?'),
      row('torn', 'Hose'),
      row('x', 'Other'),
    ];
    expect(cleaned(all)).toEqual([row('hums'), row('hums?'), row('torn', 'Hose')]);
  });

  it('scores: first and third, log loss, calibration', () => {
    const answer = (own: number, ...others: number[]) => ({
      probability: own,
      better: others.filter((other) => other > own).length,
      said: [{ probability: own, isTrue: true }, ...others.map((probability) => ({ probability, isTrue: false }))],
      microseconds: 10,
    });
    const asked = [row('a'), row('b'), row('c', 'Hose'), row('d')];
    const scores = scoresOf(asked, [answer(0.8, 0.2), answer(0.8, 0.2), answer(0.8, 0.2), answer(0.2, 0.8)]);
    expect(scores).toMatchObject({ top1: 0.75, top3: 1, majority: 0.75, microsecondsEach: 10 });
    expect(scores.logLoss).toBeCloseTo(-(3 * Math.log(0.8) + Math.log(0.2)) / 4, 12);
    expect(scores.calibrationError).toBeCloseTo(0.05, 12);
    expect(scores.held.said).toBeCloseTo(0.8, 12);
    expect(scores.held.wasTrue).toBe(0.75);
  });
});

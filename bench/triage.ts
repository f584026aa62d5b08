// npm run bench -- triage [--folds 5] [--seed 1]: how often triage names the fault that people found, on labelled repair records.
import { parseArgs } from 'node:util';
import { conditions } from './shared/conditions.js';
import { crossValidate } from './triage/cross-validation.js';
import { cleaned, type Labelled, readQuests, wordsOf } from './triage/quests.js';
import { fetchedFrom, type Scores, scoresOf } from './triage/scores.js';

/** Points by which the first fault must be right oftener than the most frequent label, on all rows. */
const requiredLead = 20;

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { folds: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' } },
  });
  const [folds, seed] = [Number(values.folds), Number(values.seed)];
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= 20))
    throw new Error(`--folds is 2 to 20, not ${values.folds}`);
  const quests = readQuests();
  const measure = (rows: readonly Labelled[]) => scoresOf(rows, crossValidate(rows, folds, seed));
  console.log(`${conditions()}; ${folds} folds, seed ${seed}\n`);
  console.log(
    `| rows | number | texts | majority | top 1 | top 3 | lead | log loss | calibration error | at ${fetchedFrom} or more: said / true | µs each | |`,
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|');
  let good = true;
  for (const { name, rows } of quests) {
    const scores = measure(rows);
    good &&= leadOf(scores) >= requiredLead;
    console.log(lineOf(`${name}, all`, rows, scores, leadOf(scores) >= requiredLead ? 'enough' : '**missed**'));
    const clean = cleaned(rows);
    console.log(lineOf(`${name}, cleaned`, clean, measure(clean), ''));
  }
  console.log(`\nMust: on all rows top 1 leads the majority by ${requiredLead} points.`);
  return good ? 0 : 1;
}

const leadOf = ({ top1, majority }: Scores) => (top1 - majority) * 100;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function lineOf(name: string, rows: readonly Labelled[], scores: Scores, verdict: string): string {
  const { top1, top3, majority, logLoss, calibrationError, held, microsecondsEach } = scores;
  const cells = [
    name,
    rows.length,
    new Set(rows.map(({ problem }) => wordsOf(problem))).size,
    percent(majority),
    percent(top1),
    percent(top3),
    leadOf(scores).toFixed(1),
    logLoss.toFixed(3),
    percent(calibrationError),
    `${percent(held.said)} / ${percent(held.wasTrue)}`,
    microsecondsEach.toFixed(0),
    verdict,
  ];
  return `| ${cells.join(' | ')} |`;
}

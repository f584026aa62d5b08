// npm run bench -- triage [--folds 5]: how often triage names the fault that people found, on labelled repair records (Open Repair Alliance).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { TriageModel } from '../apps/desk/src/core/triage/model.js';

interface Labelled {
  problem: string;
  fault: string;
}

interface Score {
  top1: number;
  top3: number;
  majority: number;
  logLoss: number;
  microsecondsEach: number;
}

const quests = [
  ['vacuums', 'dustup.csv'],
  ['laptops', 'compcat_laptops.csv'],
  ['printers', 'printcat.csv'],
] as const;
/** Labels that say that people did not find a fault either. */
const noFault = new Set(['Unknown', 'Poor data', 'Other', 'Multiple']);
const requiredLead = 20;

/** Records with a fault; of records with the same words only the first, or the same words would be taught and asked. */
function load(file: string): Labelled[] {
  const text = readFileSync(join(process.env['CALLOUT_DATA'] ?? '../shared/data', 'repairs/quests', file));
  const rows: { problem: string; fault_type: string }[] = parse(text, { columns: true, bom: true });
  const byWords = new Map<string, Labelled>();
  for (const { problem, fault_type: fault } of rows) {
    const words = problem.trim().toLowerCase();
    if (!noFault.has(fault) && !byWords.has(words)) byWords.set(words, { problem, fault });
  }
  return [...byWords.values()];
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

function majorityShare(rows: readonly Labelled[]): number {
  const counts = new Map<string, number>();
  for (const { fault } of rows) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return Math.max(...counts.values()) / rows.length;
}

function crossValidate(rows: readonly Labelled[], folds: number): Score {
  const random = xoroshiro128plus(1);
  const foldOf = rows.map(() => uniformInt(random, 0, folds - 1));
  let [top1, top3, logLoss, milliseconds] = [0, 0, 0, 0];
  for (let fold = 0; fold < folds; fold += 1) {
    const model = teach(rows.filter((_, index) => foldOf[index] !== fold));
    for (const { problem, fault } of rows.filter((_, index) => foldOf[index] === fold)) {
      const started = performance.now();
      const probabilities = model.probabilities(problem);
      milliseconds += performance.now() - started;
      const found = model.faults.findIndex(({ faultCode }) => faultCode === fault);
      const probability = probabilities[found] ?? 0;
      const better = probabilities.filter((other) => other > probability).length;
      top1 += found >= 0 && better === 0 ? 1 : 0;
      top3 += found >= 0 && better < 3 ? 1 : 0;
      logLoss -= Math.log(Math.max(probability, 1e-6));
    }
  }
  return {
    top1: top1 / rows.length,
    top3: top3 / rows.length,
    majority: majorityShare(rows),
    logLoss: logLoss / rows.length,
    microsecondsEach: (milliseconds * 1000) / rows.length,
  };
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(7);

export async function main(args: readonly string[]): Promise<number> {
  const folds = Number(args[args.indexOf('--folds') + 1]) || 5;
  console.log('quest    | records | majority | top 1   | top 3   | log loss | µs each');
  let good = true;
  for (const [name, file] of quests) {
    const rows = load(file);
    const { top1, top3, majority, logLoss, microsecondsEach } = crossValidate(rows, folds);
    good &&= (top1 - majority) * 100 >= requiredLead;
    console.log(
      `${name.padEnd(8)} | ${String(rows.length).padStart(7)} | ${percent(majority)}  | ${percent(top1)} | ${percent(top3)} | ${logLoss.toFixed(2).padStart(8)} | ${microsecondsEach.toFixed(0).padStart(7)}`,
    );
  }
  console.log(
    good
      ? `top 1 leads the majority by at least ${requiredLead} points`
      : `top 1 leads the majority by less than ${requiredLead} points`,
  );
  return good ? 0 : 1;
}

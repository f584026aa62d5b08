// A thread of planning runs: plans batches and learns categories, one after the other, so that the thread of the service stays free for everybody else.
import { parentPort } from 'node:worker_threads';
import { type LoadedBatch, planBatch } from '../core/plan/plan-batch.js';
import type { ValueClass } from '../core/policy/target-matrix.js';
import { type CategoryPast, learnCategory, type LearntPast } from './learn-category.js';
import { columnsOf } from './planned-items.sql.js';

/** What a thread may be asked, and what it answers. */
export interface ThreadWork {
  batch: {
    asked: {
      /** A `LoadedBatch` as JSON: read here, where nobody waits for it. */
      loaded: string;
      classOf: ReadonlyMap<string, ValueClass>;
      shortageCostMinor: number;
    };
    answer: PlannedBatch;
  };
  category: { asked: CategoryPast; answer: LearntPast };
}

export interface PlannedBatch {
  /** Its items column by column, as they are written; see `columnsOf`. */
  columns: string[];
  items: number;
  stockValueMinor: number;
}

export type Work = keyof ThreadWork;
export type Question = { [W in Work]: { work: W; asked: ThreadWork[W]['asked'] } }[Work];
export type Answer = { answer: ThreadWork[Work]['answer'] } | { failure: string };

function answerTo(question: Question): ThreadWork[Work]['answer'] {
  if (question.work === 'category') return learnCategory(question.asked);
  const { loaded, classOf, shortageCostMinor } = question.asked;
  const items = planBatch(JSON.parse(loaded) as LoadedBatch, classOf, shortageCostMinor);
  const stockValueMinor = items.reduce((sum, item) => sum + item.stockValueMinor, 0);
  return { columns: columnsOf(items), items: items.length, stockValueMinor };
}

parentPort?.on('message', (question: Question) => {
  let answer: Answer;
  try {
    answer = { answer: answerTo(question) };
  } catch (error) {
    answer = { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});

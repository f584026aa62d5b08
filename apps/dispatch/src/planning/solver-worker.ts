// A thread of the solver pool: searches one problem after the other until its deadline, exchanging what it finds with the others.
import { parentPort } from 'node:worker_threads';
import type { Problem } from '../core/planning/model/problem.js';
import { compile } from '../core/planning/search/compile.js';
import { searchOf } from '../core/planning/search/search-of.js';
import { sequenceLength } from '../core/planning/search/sequence.js';
import { ExchangeBoard } from './exchange-board.js';

/** What a thread is asked; instants in milliseconds of the system's monotonic clock, which all threads share. */
export interface Assignment {
  problem: Problem;
  seed: number;
  startedAt: number;
  deadline: number;
  board: SharedArrayBuffer;
}

export interface Answer {
  cost: number;
  sequence: Int32Array;
  steps: number;
}

const exchanges = 10;
/** Threads go their own ways before this share of the time, or all would look at the same plans. */
const aloneUntil = 0.65;
const now = () => performance.timeOrigin + performance.now();

function search({ problem, seed, startedAt, deadline, board: memory }: Assignment): Answer {
  const instance = compile(problem);
  const board = new ExchangeBoard(memory);
  const taken = new Int32Array(sequenceLength(instance));
  const found = searchOf(instance, seed);
  let progress = 0;
  let exchanged = 0;
  // Few steps at once at first: how long they take is not known yet.
  for (let stepsAtOnce = 5; progress < 1 && !found.isDone && !board.isStopped; stepsAtOnce = 40) {
    found.run(stepsAtOnce, progress);
    progress = (now() - startedAt) / (deadline - startedAt);
    if (progress < aloneUntil || Math.floor(progress * exchanges) === exchanged) continue;
    exchanged = Math.floor(progress * exchanges);
    if (board.exchange(found.bestCost, found.bestSequence(), taken) < found.bestCost) found.adopt(taken);
  }
  return { cost: found.bestCost, sequence: found.bestSequence(), steps: found.steps };
}

parentPort?.on('message', (assignment: Assignment) => parentPort?.postMessage(search(assignment)));

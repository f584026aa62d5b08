import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { check } from '../core/planning/checker/checker.js';
import { faultsOf, notPlannedYet, ProblemFaulty } from '../core/planning/faults.js';
import type { Problem } from '../core/planning/model/problem.js';
import { compile } from '../core/planning/search/compile.js';
import { decode } from '../core/planning/search/decode.js';
import { sequenceLength } from '../core/planning/search/sequence.js';
import type { Solved } from '../core/planning/solve.js';
import { ExchangeBoard } from './exchange-board.js';
import type { Answer, Assignment } from './solver-worker.js';

/** Threads that search one problem together, as long as it is given. One problem at a time. */
export class SolverPool {
  private readonly workers: Worker[];

  constructor(threads: number) {
    this.workers = Array.from({ length: threads }, () => new Worker(new URL('./solver-worker.js', import.meta.url)));
  }

  /** The best plan of all threads after `seconds`, checked. Throws `ProblemFaulty`, and what a thread throws. */
  async solve(
    problem: Problem,
    { seconds, seed }: { seconds: number; seed: number },
  ): Promise<Solved & { steps: number }> {
    const startedAt = performance.timeOrigin + performance.now();
    const faults = faultsOf(problem);
    if (faults.length === 0) faults.push(...notPlannedYet(problem));
    if (faults.length > 0) throw new ProblemFaulty(faults);
    const instance = compile(problem);
    const board = ExchangeBoard.memoryFor(sequenceLength(instance));
    const deadline = startedAt + seconds * 1000;
    const answers = await Promise.all(
      this.workers.map((worker, index) => ask(worker, { problem, seed: seed + index, startedAt, deadline, board })),
    );
    const best = answers.reduce((one, other) => (other.cost < one.cost ? other : one));
    const plan = decode(problem, instance, best.sequence);
    const steps = answers.reduce((sum, answer) => sum + answer.steps, 0);
    return { plan, verdict: check(problem, plan), steps };
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

/** `once` rejects with what the thread throws. */
async function ask(worker: Worker, assignment: Assignment): Promise<Answer> {
  worker.postMessage(assignment);
  const [answer] = (await once(worker, 'message')) as [Answer];
  return answer;
}

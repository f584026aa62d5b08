import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { askThread } from '#common/runtime/ask-thread.js';
import { check } from '../core/planning/checker/checker.js';
import { faultsOf, ProblemFaulty } from '../core/planning/faults.js';
import type { Problem } from '../core/planning/model/problem.js';
import { compile } from '../core/planning/search/compile.js';
import { decode } from '../core/planning/search/decode.js';
import { sequenceLength } from '../core/planning/search/sequence.js';
import type { Solved } from '../core/planning/solve.js';
import { ExchangeBoard } from './exchange-board.js';
import type { Answer, Assignment } from './solver-worker.js';

export interface PoolRequest {
  seconds: number;
  seed: number;
  /** Told about once a second how much of the time is used, 0..1. */
  onProgress?: (progress: { share: number }) => Promise<void> | void;
  /** Ends the search early with what it has. */
  signal?: AbortSignal;
}

/** Threads read no TypeScript: where this file is run as it is written (tests), theirs is the built one. */
const builtProgram = import.meta.url.endsWith('.ts')
  ? '../../../../dist/apps/dispatch/src/planning/solver-worker.js'
  : './solver-worker.js';
/** A thread that has not answered so long after its time is up hangs: the first plan of thousands of jobs takes its time. */
const graceSeconds = 30;
const progressMs = 1000;
/** A thread that needs more dies, and only it. */
const resourceLimits = { maxOldGenerationSizeMb: 2048 };

/** Threads that search one problem together, as long as it is given. One problem at a time. A thread that dies or hangs is replaced. */
export class SolverPool {
  private readonly workers: Worker[];
  private readonly gone = new WeakSet<Worker>();

  constructor(
    threads: number,
    private readonly program = new URL(builtProgram, import.meta.url),
    private readonly patienceSeconds = graceSeconds,
  ) {
    this.workers = Array.from({ length: threads }, () => this.newWorker());
  }

  /** The best plan of all threads, checked. Throws `ProblemFaulty`, and what a thread throws when none of them has an answer. */
  async solve(problem: Problem, request: PoolRequest): Promise<Solved & { steps: number }> {
    const startedAt = performance.timeOrigin + performance.now();
    const faults = faultsOf(problem);
    if (faults.length > 0) throw new ProblemFaulty(faults);
    const instance = compile(problem);
    const memory = ExchangeBoard.memoryFor(sequenceLength(instance));
    const deadline = startedAt + request.seconds * 1000;
    const ended = new AbortController();
    const watching = this.watch(new ExchangeBoard(memory), startedAt, deadline, request, ended.signal);
    const asked = { problem, seed: request.seed, startedAt, deadline, board: memory };
    const answers = await this.askAll(asked).finally(() => ended.abort());
    await watching;
    const best = answers.reduce((one, other) => (other.cost < one.cost ? other : one));
    const plan = decode(problem, instance, best.sequence);
    const steps = answers.reduce((sum, answer) => sum + answer.steps, 0);
    return { plan, verdict: check(problem, plan), steps };
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  /** Answers of all threads that have one; the others are replaced. */
  private async askAll(assignment: Assignment): Promise<Answer[]> {
    this.workers.forEach((worker, index) => {
      if (this.gone.has(worker)) this.workers[index] = this.newWorker();
    });
    const settled = await Promise.allSettled(
      this.workers.map((worker, index) =>
        ask(worker, { ...assignment, seed: assignment.seed + index }, this.patienceSeconds),
      ),
    );
    const answers: Answer[] = [];
    for (const [index, one] of settled.entries()) {
      if (one.status === 'fulfilled') answers.push(one.value);
      else await this.replace(index);
    }
    if (answers.length > 0) return answers;
    throw (settled[0] as PromiseRejectedResult).reason;
  }

  private async replace(index: number): Promise<void> {
    await this.workers[index]?.terminate();
    this.workers[index] = this.newWorker();
  }

  private newWorker(): Worker {
    const worker = new Worker(this.program, { resourceLimits });
    worker.on('error', () => undefined); // who asks hears it
    worker.once('exit', () => this.gone.add(worker));
    worker.unref();
    return worker;
  }

  private async watch(
    board: ExchangeBoard,
    startedAt: number,
    deadline: number,
    { onProgress, signal }: PoolRequest,
    ended: AbortSignal,
  ): Promise<void> {
    const stop = () => board.stop();
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    while (!ended.aborted) {
      await pause(progressMs, undefined, { signal: ended }).catch(() => undefined);
      if (ended.aborted) break;
      const used = performance.timeOrigin + performance.now() - startedAt;
      await onProgress?.({ share: Math.min(1, used / (deadline - startedAt)) });
    }
    signal?.removeEventListener('abort', stop);
  }
}

function ask(worker: Worker, assignment: Assignment, patienceSeconds: number): Promise<Answer> {
  const left = assignment.deadline - (performance.timeOrigin + performance.now());
  return askThread(worker, assignment, { name: 'the solver', milliseconds: left + patienceSeconds * 1000 });
}

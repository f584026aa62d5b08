import type { Job } from '../model/job.js';

/**
 * Which visits hang on others: the two halves of a visit for two (`Instance.partner`), and jobs in an order. Lists are flat, as in `Finer`: those
 * of visit `v` stand from `…From[v]` up to `…From[v + 1]`.
 */
export interface Ties {
  /** All visits that hang on others; who comes before stands before. */
  visits: Int32Array;
  /** Per visit. */
  isTied: Uint8Array;
  /** Visits that must be finished before it starts. */
  beforeFrom: Int32Array;
  before: Int32Array;
  /** Visits that wait for it. */
  afterFrom: Int32Array;
  after: Int32Array;
}

/** The ties of a problem without cycles; undefined when no visit hangs on another. */
export function tiesOf(jobs: readonly Job[], jobOf: Int32Array): Ties | undefined {
  if (!jobs.some(({ people, after = [] }) => people === 2 || after.length > 0)) return undefined;
  const indexOf = new Map(jobs.map(({ id }, index) => [id, index]));
  const visitsOf: number[][] = jobs.map(() => []);
  jobOf.forEach((job, visit) => visitsOf[job]?.push(visit));
  const jobsBefore = jobs.map(({ after = [] }) => [...new Set(after)].flatMap((id) => indexOf.get(id) ?? []));
  const jobsAfter: number[][] = jobs.map(() => []);
  jobsBefore.forEach((list, job) => list.forEach((before) => jobsAfter[before]?.push(job)));
  const isTiedJob = jobs.map(
    ({ people }, job) => people === 2 || jobsBefore[job]?.length !== 0 || jobsAfter[job]?.length !== 0,
  );
  const before = flat(jobOf, jobsBefore, visitsOf);
  const after = flat(jobOf, jobsAfter, visitsOf);
  return {
    visits: Int32Array.from(
      inOrder(jobsBefore).flatMap((job) => (isTiedJob[job] === true ? (visitsOf[job] ?? []) : [])),
    ),
    isTied: Uint8Array.from(jobOf, (job) => (isTiedJob[job] === true ? 1 : 0)),
    beforeFrom: before.from,
    before: before.list,
    afterFrom: after.from,
    after: after.list,
  };
}

/** Jobs that are pinned, and all that must be finished before one of them: each must be served. */
export function jobsThatMustBe(jobs: readonly Job[]): ReadonlySet<string> {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const must = new Set<string>();
  const open = jobs.filter(({ pins = [] }) => pins.length > 0).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (must.has(id)) continue;
    must.add(id);
    open.push(...(byId.get(id)?.after ?? []));
  }
  return must;
}

function flat(jobOf: Int32Array, jobsOf: readonly number[][], visitsOf: readonly number[][]) {
  const from = new Int32Array(jobOf.length + 1);
  const list: number[] = [];
  jobOf.forEach((job, visit) => {
    for (const other of jobsOf[job] ?? []) list.push(...(visitsOf[other] ?? []));
    from[visit + 1] = list.length;
  });
  return { from, list: Int32Array.from(list) };
}

/** All jobs, each behind those that come before it. */
function inOrder(jobsBefore: readonly number[][]): number[] {
  const done = new Set<number>();
  const add = (job: number): void => {
    if (done.has(job)) return;
    for (const before of jobsBefore[job] ?? []) add(before);
    done.add(job);
  };
  jobsBefore.forEach((_, job) => add(job));
  return [...done];
}

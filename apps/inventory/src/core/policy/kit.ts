/** A kind of job as the last ones went: which parts it took and how often it came. */
export interface KitJob {
  parts: readonly { partId: string; quantity: number }[];
  /** Expected jobs of this kind until the next refill. */
  frequency: number;
}

export interface KitPart {
  partId: string;
  volumeLitres: number;
  value: number;
}

export interface KitLimits {
  volumeLitres: number;
  value: number;
}

export interface Kit {
  quantities: Map<string, number>;
  volumeLitres: number;
  value: number;
  /** Share of the expected jobs for which everything is on board when they come first. */
  completedShare: number;
}

/**
 * Which parts to carry so that most of the next jobs are completed on the first visit: step after step the job whose missing parts complete most jobs for the
 * share of volume and value they take (greedy for the job-completion knapsack; Mamer and Smith 1982). A job counts as completed when all its
 * parts are on board; parts that several jobs share count for all of them.
 */
export function planKit(jobs: readonly KitJob[], parts: readonly KitPart[], limits: KitLimits): Kit {
  const byId = new Map(parts.map((part) => [part.partId, part]));
  const kit = { quantities: new Map<string, number>(), volumeLitres: 0, value: 0 };
  for (;;) {
    const step = bestStep(jobs, byId, kit, limits);
    if (!step) break;
    for (const { partId, quantity } of step.parts)
      kit.quantities.set(partId, Math.max(quantity, kit.quantities.get(partId) ?? 0));
    kit.volumeLitres += step.volumeLitres;
    kit.value += step.value;
  }
  return { ...kit, completedShare: completedShare(jobs, kit.quantities) };
}

/** Share of these jobs for which everything is on board when they come first; 1 without jobs. */
export function completedShare(jobs: readonly KitJob[], quantities: ReadonlyMap<string, number>): number {
  const all = jobs.reduce((sum, { frequency }) => sum + frequency, 0);
  return all > 0 ? completed(jobs, quantities) / all : 1;
}

interface Step {
  parts: KitJob['parts'];
  volumeLitres: number;
  value: number;
  worth: number;
}

function bestStep(
  jobs: readonly KitJob[],
  byId: ReadonlyMap<string, KitPart>,
  kit: Omit<Kit, 'completedShare'>,
  limits: KitLimits,
): Step | undefined {
  const now = completed(jobs, kit.quantities);
  let best: Step | undefined;
  for (const job of jobs) {
    if (isCompleted(job, kit.quantities)) continue;
    const cost = missingCost(job, byId, kit.quantities);
    if (!cost || kit.volumeLitres + cost.volumeLitres > limits.volumeLitres || kit.value + cost.value > limits.value)
      continue;
    const gain = completed(jobs, withJob(kit.quantities, job)) - now;
    const share = Math.max(cost.volumeLitres / limits.volumeLitres, cost.value / limits.value, 1e-9);
    const worth = gain / share;
    if (gain > 0 && worth > (best?.worth ?? 0)) best = { parts: job.parts, ...cost, worth };
  }
  return best;
}

/** Volume and value of what the job lacks; undefined when a part of it is unknown and cannot be carried. */
function missingCost(job: KitJob, byId: ReadonlyMap<string, KitPart>, quantities: ReadonlyMap<string, number>) {
  let [volumeLitres, value] = [0, 0];
  for (const { partId, quantity } of job.parts) {
    const part = byId.get(partId);
    if (!part) return undefined;
    const missing = Math.max(0, quantity - (quantities.get(partId) ?? 0));
    volumeLitres += missing * part.volumeLitres;
    value += missing * part.value;
  }
  return { volumeLitres, value };
}

const withJob = (quantities: ReadonlyMap<string, number>, job: KitJob) => {
  const more = new Map(quantities);
  for (const { partId, quantity } of job.parts) more.set(partId, Math.max(quantity, more.get(partId) ?? 0));
  return more;
};
const isCompleted = (job: KitJob, quantities: ReadonlyMap<string, number>) =>
  job.parts.every(({ partId, quantity }) => (quantities.get(partId) ?? 0) >= quantity);
const completed = (jobs: readonly KitJob[], quantities: ReadonlyMap<string, number>) =>
  jobs.reduce((sum, job) => sum + (isCompleted(job, quantities) ? job.frequency : 0), 0);

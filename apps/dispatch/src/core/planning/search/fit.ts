import type { Job } from '../model/job.js';
import type { Override, Problem } from '../model/problem.js';
import type { StockPoint, Technician } from '../model/technician.js';
import { mayBeOverridden, type RuleName } from '../rules.js';
import { fits } from './instance.js';

/** Rules about who may do a job, in the order in which they are asked. */
type WhoRule = Extract<RuleName, 'pinned' | 'site' | 'technician' | 'area' | 'skill' | 'certificate' | 'tool' | 'part'>;

const hasOneOf = (list: readonly string[] | undefined, id: string | undefined) =>
  id !== undefined && list?.includes(id);

function excludes(choice: Job['technicians'], id: string | undefined): boolean {
  if (hasOneOf(choice?.forbidden, id)) return true;
  return choice?.required !== undefined && choice.required.length > 0 && !hasOneOf(choice.required, id);
}

const holds = (technician: Technician, skill: string, level: number) =>
  (technician.skills?.get(skill)?.level ?? 0) >= level;

function hasSkills(job: Job, technician: Technician): boolean {
  if (!(job.skills ?? []).every(({ skill, level }) => holds(technician, skill, level))) return false;
  const any = job.anySkills ?? [];
  return any.length === 0 || any.some(({ skill, level }) => holds(technician, skill, level));
}

export const hasTools = (job: Job, tools: ReadonlySet<string> | undefined) =>
  !tools || (job.tools ?? []).every((tool) => tools.has(tool));

const hasParts = (job: Job, technician: Technician) =>
  !technician.van ||
  (job.parts ?? []).every(({ partId, quantity }) => (technician.van?.parts.get(partId) ?? 0) >= quantity);

/** Has a stock point everything that the job needs? */
export const stockServes = (job: Job, { tools, parts }: StockPoint) =>
  hasTools(job, tools) && (!parts || (job.parts ?? []).every(({ partId }) => parts.has(partId)));

const checks: readonly [WhoRule, (job: Job, technician: Technician) => boolean][] = [
  [
    'pinned',
    (job, { id }) => !job.pins || job.pins.length === 0 || job.pins.some(({ technicianId }) => technicianId === id),
  ],
  ['site', (job, { siteId }) => !excludes(job.sites, siteId)],
  ['technician', (job, { id }) => !excludes(job.technicians, id)],
  ['area', (job, { areas }) => !areas || job.area === undefined || areas.has(job.area)],
  ['skill', hasSkills],
  ['certificate', (job, technician) => (job.certificates ?? []).every((name) => technician.certificates?.has(name))],
];

/** Overrides by job, asked with a rule and a technician. */
export class Allowed {
  private readonly byJob = new Map<string, Override[]>();

  constructor(overrides: readonly Override[] = []) {
    for (const override of overrides)
      this.byJob.set(override.jobId, [...(this.byJob.get(override.jobId) ?? []), override]);
  }

  /** Allowed whoever comes. */
  hasForAll(rule: RuleName, jobId: string): boolean {
    return this.byJob.get(jobId)?.some((one) => one.rule === rule && one.technicianId === undefined) ?? false;
  }

  has(rule: RuleName, jobId: string, technicianId: string): boolean {
    const own = this.byJob.get(jobId);
    return (
      own !== undefined && own.some((one) => one.rule === rule && (one.technicianId ?? technicianId) === technicianId)
    );
  }
}

/** The first rule that keeps a technician from a job whatever the time; undefined when none does. */
export function whoRuleBroken(job: Job, technician: Technician, allowed: Allowed): WhoRule | undefined {
  return checks.find(
    ([rule, holdsFor]) =>
      !holdsFor(job, technician) && !(mayBeOverridden(rule) && allowed.has(rule, job.id, technician.id)),
  )?.[0];
}

/** May the technician do the job from his van, only after a restock, or never? */
export function fitOf(job: Job, technician: Technician, problem: Problem, allowed: Allowed): number {
  if (whoRuleBroken(job, technician, allowed)) return fits.never;
  const tools = hasTools(job, technician.van?.tools) || allowed.has('tool', job.id, technician.id);
  const parts = hasParts(job, technician) || allowed.hasForAll('part', job.id);
  if (tools && parts) return fits.fromVan;
  const points = (problem.stockPoints ?? []).filter(({ id }) => technician.stockPointIds?.includes(id));
  return points.some((point) => stockServes(job, point)) ? fits.afterRestock : fits.never;
}

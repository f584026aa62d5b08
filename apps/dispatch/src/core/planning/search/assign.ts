import type { Job } from '../model/job.js';
import type { Problem } from '../model/problem.js';
import type { Technician } from '../model/technician.js';
import type { Term } from '../model/objective.js';

/** Terms that depend only on who does a job. */
export type WhoTerm = Extract<
  Term,
  'scarceSkill' | 'firstTimeFix' | 'continuity' | 'preference' | 'siteScore' | 'disturbance'
>;

type Price = (job: Job, technician: Technician) => number;

/** Costs of giving a job to a technician, term by term; a term without weight is left out. */
export function whoPrices(problem: Problem): ReadonlyMap<WhoTerm, Price> {
  const { objective } = problem;
  const publishedTo = new Map<string, string[]>();
  for (const { jobId, technicianId } of problem.published ?? [])
    publishedTo.set(jobId, [...(publishedTo.get(jobId) ?? []), technicianId]);
  const highest = highestLevels(problem.jobs);
  const all: [WhoTerm, number, Price][] = [
    ['scarceSkill', objective.scarceSkill, (job, technician) => scarceLevels(job, technician, highest)],
    ['firstTimeFix', objective.firstTimeFix, secondVisitCost],
    ['continuity', objective.continuity, ({ lastTechnicianId }, { id }) => Number((lastTechnicianId ?? id) !== id)],
    ['preference', objective.preference, (job, technician) => Number(!isPreferred(job, technician))],
    ['siteScore', objective.siteScore, (_, { siteScore = 100 }) => 100 - siteScore],
    [
      'disturbance',
      objective.disturbancePerVisit,
      ({ id }, technician) => Number(publishedTo.get(id)?.includes(technician.id) === false),
    ],
  ];
  return new Map(
    all
      .filter(([, weight]) => weight !== 0)
      .map(([term, weight, price]) => [term, (job, who) => weight * price(job, who)]),
  );
}

/** Highest and second highest level of each skill that open jobs ask for: a job does not compete with itself. */
function highestLevels(jobs: readonly Job[]): Map<string, { jobId: string; level: number }[]> {
  const asked = new Map<string, { jobId: string; level: number }[]>();
  for (const { id, skills = [] } of jobs)
    for (const { skill, level } of skills) {
      const known = asked.get(skill) ?? [];
      asked.set(skill, [...known, { jobId: id, level }].sort((one, other) => other.level - one.level).slice(0, 2));
    }
  return asked;
}

function scarceLevels(
  job: Job,
  technician: Technician,
  highest: ReadonlyMap<string, { jobId: string; level: number }[]>,
): number {
  let levels = 0;
  for (const { skill, level } of job.skills ?? []) {
    const held = technician.skills?.get(skill)?.level ?? level;
    const wanted = highest.get(skill)?.find(({ jobId }) => jobId !== job.id)?.level ?? 0;
    levels += Math.max(0, Math.min(held, wanted) - level);
  }
  return levels;
}

function secondVisitCost({ fix }: Job, { skills, van }: Technician): number {
  if (!fix) return 0;
  const level = Math.min(skills?.get(fix.skill)?.level ?? 0, fix.chanceByLevel.length - 1);
  let chance = fix.chanceByLevel[level] ?? 1;
  if (van) for (const part of fix.likelyParts) if ((van.parts.get(part.partId) ?? 0) < 1) chance *= 1 - part.chance;
  return (1 - chance) * fix.secondVisitCost;
}

function isPreferred({ technicians, sites }: Job, { id, siteId = '' }: Technician): boolean {
  const people = technicians?.preferred ?? [];
  const places = sites?.preferred ?? [];
  return (people.length === 0 || people.includes(id)) && (places.length === 0 || places.includes(siteId));
}

import type { Plan } from '../../apps/dispatch/src/core/planning/model/plan.js';
import type { Problem } from '../../apps/dispatch/src/core/planning/model/problem.js';
import type { RepairDay } from './repair-day.js';

/**
 * Drives a plan through the truth: a visit mends the fault when whoever comes has the level and his van, after all visits before, the parts; then
 * the parts are used. Everything else needs a second visit, as does a job that was not served.
 */
export function secondVisitsOf({ problem, truths }: RepairDay, { tours, unserved }: Plan): number {
  const people = new Map(problem.technicians.map((technician) => [technician.id, technician]));
  const skillOf = new Map(problem.jobs.map(({ id, skills }) => [id, skills?.[0]?.skill ?? '']));
  const vans = new Map<string, Map<string, number>>();
  let count = unserved.length;
  for (const { technicianId, stops } of tours.toSorted((one, other) => one.shift - other.shift)) {
    const technician = people.get(technicianId);
    const van = vans.get(technicianId) ?? new Map(technician?.van?.parts);
    vans.set(technicianId, van);
    for (const stop of stops) {
      const truth = stop.kind === 'job' ? truths.get(stop.jobId) : undefined;
      if (stop.kind !== 'job' || !truth) continue;
      const level = technician?.skills?.get(skillOf.get(stop.jobId) ?? '')?.level ?? 0;
      const hasParts = truth.partIds.every((partId) => (van.get(partId) ?? 0) > 0);
      if (!truth.isLucky || level < truth.level || !hasParts) count += 1;
      else for (const partId of truth.partIds) van.set(partId, (van.get(partId) ?? 0) - 1);
    }
  }
  return count;
}

/** Hours and kilometres that a plan drives. */
export function drivenBy(
  { travel, technicians, jobs }: Problem,
  { tours }: Plan,
): { hours: number; kilometres: number } {
  const people = new Map(technicians.map((technician) => [technician.id, technician]));
  const placeOf = new Map(jobs.map(({ id, place }) => [id, place]));
  let [seconds, metres] = [0, 0];
  for (const { technicianId, shift: number, stops } of tours) {
    const shift = people.get(technicianId)?.shifts[number];
    const places = stops.flatMap((stop) => (stop.kind === 'job' ? (placeOf.get(stop.jobId) ?? []) : []));
    const way = [shift?.startPlace ?? 0, ...places, shift?.endPlace ?? 0];
    way.slice(1).forEach((to, index) => {
      const pair = (way[index] ?? 0) * travel.places + to;
      seconds += travel.seconds[pair] ?? 0;
      metres += travel.metres[pair] ?? 0;
    });
  }
  return { hours: seconds / 3600, kilometres: metres / 1000 };
}

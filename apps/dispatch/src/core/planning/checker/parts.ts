import type { Problem } from '../model/problem.js';
import type { Violation } from './checker.js';
import type { CheckedTour, CheckedVisit } from './tour.js';

/** No van gives out more than it carries over all its shifts; behind a restock the stock point gives, to the end of that shift. */
export function checkParts({ overrides = [] }: Problem, tours: readonly CheckedTour[]): Violation[] {
  const left = new Map<string, Map<string, number>>();
  const found: Violation[] = [];
  const ordered = tours.flatMap(({ visits }) => visits).sort((one, other) => one.startSeconds - other.startSeconds);
  for (const visit of ordered) {
    const { job, technician } = visit;
    if (!technician.van || isFromStockPoint(visit)) continue;
    if (
      overrides.some(
        ({ rule, jobId, technicianId }) => rule === 'part' && jobId === job.id && technicianId === undefined,
      )
    )
      continue;
    const van = left.get(technician.id) ?? new Map(technician.van.parts);
    left.set(technician.id, van);
    for (const { partId, quantity } of job.parts ?? []) {
      const after = (van.get(partId) ?? 0) - quantity;
      van.set(partId, after);
      if (after < 0) found.push(lack(visit, partId, after + quantity));
    }
  }
  return found;
}

const lack = ({ job, technician }: CheckedVisit, partId: string, left: number): Violation => ({
  rule: (technician.van?.parts.get(partId) ?? 0) > 0 ? 'part-claimed-twice' : 'part',
  jobId: job.id,
  technicianId: technician.id,
  message: `'${technician.id}' has ${Math.max(0, left)} of part ${partId} left, too few for job '${job.id}'`,
});

/** A stock point serves a visit behind it when it has every tool and part that the visit needs. */
function isFromStockPoint({ job, restock }: CheckedVisit): boolean {
  if (!restock) return false;
  const { parts, tools } = restock;
  return (
    (job.parts ?? []).every(({ partId }) => !parts || parts.has(partId)) &&
    (job.tools ?? []).every((tool) => !tools || tools.has(tool))
  );
}

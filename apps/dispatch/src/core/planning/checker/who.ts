import type { Choice } from '../model/job.js';
import type { Violation } from './checker.js';
import type { CheckedTour, CheckedVisit } from './tour.js';

/** May this technician do what he is given: area, choice, skills, certificates, tools? */
export const checkWho = ({ visits }: CheckedTour): Violation[] => visits.flatMap(checkVisit);

function checkVisit(visit: CheckedVisit): Violation[] {
  const { job, technician, startSeconds, restock } = visit;
  const found: Violation[] = [];
  const say = (rule: Violation['rule'], what: string) =>
    found.push({
      rule,
      jobId: job.id,
      technicianId: technician.id,
      message: `'${technician.id}' ${what} for job '${job.id}'`,
    });
  const level = (skill: string) => {
    const held = technician.skills?.get(skill);
    return held && startSeconds <= (held.validUntilSeconds ?? Infinity) ? held.level : 0;
  };
  for (const need of job.skills ?? [])
    if (level(need.skill) < need.level) say('skill', `lacks ${need.skill} at level ${need.level}`);
  const any = job.anySkills ?? [];
  if (any.length > 0 && any.every((need) => level(need.skill) < need.level))
    say('skill', 'has none of the skills asked');
  for (const name of job.certificates ?? [])
    if ((technician.certificates?.get(name) ?? -Infinity) < startSeconds)
      say('certificate', `lacks the certificate ${name}`);
  if (job.area !== undefined && technician.areas && !technician.areas.has(job.area))
    say('area', `does not work in ${job.area}`);
  if (isRefused(job.technicians, technician.id)) say('technician', 'is not the one');
  if (isRefused(job.sites, technician.siteId)) say('site', 'is of a site that is not the one');
  for (const tool of job.tools ?? []) {
    const isAtHand =
      !technician.van || technician.van.tools.has(tool) || (restock && (!restock.tools || restock.tools.has(tool)));
    if (!isAtHand) say('tool', `lacks the tool ${tool}`);
  }
  return found;
}

function isRefused({ required = [], forbidden = [] }: Choice = {}, id = ''): boolean {
  return forbidden.includes(id) || (required.length > 0 && !required.includes(id));
}

import type { EntityManager } from 'typeorm';
import { invalid } from '#common/http/problems.js';
import { dayMs, minuteMs } from '../core/time/zones.js';
import { Technician } from '../technicians/technician.entity.js';

const furthestDays = 366;

/** A counter-offer that nobody could take: a time that is over or a year away, a technician whom the site does not have. */
export async function refuseImpossibleCounter(
  manager: EntityManager,
  siteId: string,
  { start, technicianId }: { start?: string; technicianId?: string },
  now: Date,
): Promise<void> {
  const at = start === undefined ? now.getTime() : Date.parse(start);
  if (at < now.getTime() - minuteMs) throw invalid('start', `${start} is over; it is ${now.toISOString()}`);
  if (at > now.getTime() + furthestDays * dayMs) throw invalid('start', `${start} is more than a year ahead`);
  if (technicianId && !(await manager.existsBy(Technician, { id: technicianId, siteId })))
    throw invalid('technicianId', 'is no technician of your site');
}

import type { NetworkTechnician } from '../matching/network.js';
import type { Spot } from '../matching/travel.js';
import { localDay } from '../time/zones.js';
import { siteDay } from './daily-capacity.js';
import type { DayCourse } from './day-course.js';
import { nearest } from './near.js';
import type { OrderToPlan, PlanWorld, VisitToPlan } from './plan-world.js';

/** What an improvement of the running day may look at. */
export interface Bounds {
  /** Who can take over an order that has lost its place. */
  able: number;
  /** The nearest, whose own visits may move; the others keep theirs and may only take something over. */
  movable: number;
  /** With those who may relieve them, all together. */
  technicians: number;
  /** A day, for four days at most. */
  visits: number;
}

/** Farther people and more visits make it slower, hardly ever better (bench `replan`). */
export const usualBounds: Bounds = { able: 24, movable: 12, technicians: 30, visits: 200 };

/**
 * The part of the world that an event concerns: the technicians whose day it upsets, those nearby who can do what has to be done anew, and some who share
 * a skill with them and may relieve them. Near is who lives or works on these days close to the places in question.
 */
export function neighbourhoodOf(
  world: PlanWorld,
  { displaced, visits }: DayCourse,
  upset: ReadonlySet<string>,
  bounds = usualBounds,
): PlanWorld {
  const visitsOf = new Map<string, VisitToPlan[]>();
  for (const visit of visits) visitsOf.set(visit.technicianId, [...(visitsOf.get(visit.technicianId) ?? []), visit]);
  const all = world.sites.flatMap(({ technicians }) => technicians);
  const own = all.filter(({ id }) => upset.has(id));
  const anew: OrderToPlan[] = [
    ...world.unplaced,
    ...visits
      .filter(({ order, technicianId, isLoose }) => isLoose || (displaced.has(order.id) && upset.has(technicianId)))
      .map(({ order }) => order),
  ];
  const spots: Spot[] = anew.length > 0 ? anew : own.flatMap((one) => spotsOf(one, visitsOf));
  const others = all
    .filter(({ id, active }) => active && !upset.has(id))
    .map((technician) => ({
      technician,
      canHelp: anew.length === 0 ? shareSkill([technician], own) : anew.some((order) => isAble(order, technician)),
      metres: nearest(spots, spotsOf(technician, visitsOf)),
    }))
    .sort((one, other) => one.metres - other.metres);
  const chosen = new Map(own.map((technician) => [technician.id, technician]));
  const most = bounds.visits * Math.min(4, world.lastDay - world.firstDay + 1);
  const ofOwn = own.reduce((sum, { id }) => sum + (visitsOf.get(id)?.length ?? 0), 0);
  let room = Math.max(most - ofOwn, most / 2); // somebody must be there to take over
  const take = (list: readonly (typeof others)[number][], people: number) => {
    for (const { technician } of list) {
      const count = visitsOf.get(technician.id)?.length ?? 0;
      if (chosen.size >= people || count > room || chosen.has(technician.id)) continue;
      chosen.set(technician.id, technician);
      room -= count;
    }
  };
  take(
    others.filter(({ canHelp }) => canHelp),
    own.length + bounds.able,
  );
  const helpers = [...chosen.values()];
  take(
    others.filter(({ technician }) => shareSkill([technician], helpers)),
    own.length + bounds.technicians,
  );
  const near = new Set(
    [...own, ...others.map(({ technician }) => technician).filter(({ id }) => chosen.has(id))]
      .slice(0, own.length + bounds.movable)
      .map(({ id }) => id),
  );
  const standing = visits.map((visit) =>
    near.has(visit.technicianId) || visit.pinnedAt || displaced.has(visit.order.id)
      ? visit
      : { ...visit, pinnedAt: { startMs: visit.startMs, finishMs: visit.finishMs } },
  );
  return withOnly(world, standing, chosen);
}

/** The world as if these were all the technicians. */
function withOnly(
  world: PlanWorld,
  visits: readonly VisitToPlan[],
  chosen: ReadonlyMap<string, NetworkTechnician>,
): PlanWorld {
  const pinned = visits.filter(({ pinnedAt }) => pinnedAt !== undefined);
  return {
    ...world,
    sites: world.sites.map((site) => ({ ...site, technicians: site.technicians.filter(({ id }) => chosen.has(id)) })),
    visits: visits.filter(({ technicianId }) => chosen.has(technicianId)),
    visitsBeside: besideOnly(world, visits, chosen),
    // What was promised into the time of a visit that now takes longer cannot be kept: nobody stands in two places.
    held: world.held.filter(
      ({ technicianId, startMs, finishMs }) =>
        chosen.has(technicianId) &&
        !pinned.some(
          (one) =>
            one.technicianId === technicianId &&
            (one.pinnedAt?.startMs ?? 0) < finishMs &&
            (one.pinnedAt?.finishMs ?? 0) > startMs,
        ),
    ),
  };
}

/** Who is left out still counts for the visits of the site's day. */
function besideOnly(
  { sites, visitsBeside }: PlanWorld,
  visits: readonly VisitToPlan[],
  chosen: ReadonlyMap<string, NetworkTechnician>,
): Map<string, number> {
  const counts = new Map(visitsBeside);
  for (const { siteId, technicianId, startMs } of visits) {
    if (chosen.has(technicianId)) continue;
    const zone = sites.find(({ id }) => id === siteId)?.hours.timeZone ?? 'UTC';
    const key = siteDay(siteId, localDay(zone, startMs));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const spotsOf = ({ id, home }: NetworkTechnician, visitsOf: ReadonlyMap<string, readonly VisitToPlan[]>): Spot[] => [
  home,
  ...(visitsOf.get(id) ?? []).map(({ order }) => order),
];

function isAble(
  { skill, requiredLevel, certificate, avoidedTechnicianId }: OrderToPlan,
  { id, skills, certificates }: NetworkTechnician,
): boolean {
  if (id === avoidedTechnicianId || (skills.get(skill) ?? 0) < requiredLevel) return false;
  return certificate === null || certificates.has(certificate);
}

const shareSkill = (some: readonly NetworkTechnician[], others: readonly NetworkTechnician[]): boolean =>
  some.some(({ skills }) => [...skills.keys()].some((skill) => others.some((other) => other.skills.has(skill))));

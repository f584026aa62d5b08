import { isoDay, localDay } from '../time/zones.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import { type Rejection, siteRejection, technicianRejection } from './rules.js';
import { levelOf } from './terms.js';
import { type WorkDays, workDaysOf } from './work-days.js';
import type { World } from './world.js';

export interface Able {
  site: NetworkSite;
  technician: NetworkTechnician;
  /** At which he holds the skill. */
  level: number;
  workDays: WorkDays;
}

export interface Shortlist {
  able: Able[];
  rejected: Rejection[];
}

/** The same site by site; sites that nobody of can come are none of them. */
export interface SiteShortlist {
  sites: { site: NetworkSite; able: readonly Able[] }[];
  rejected: Rejection[];
}

/** Who passes the rules that need no calendar; their booked times are what the ranking needs to know of the world. */
export function shortlist(order: OrderToMatch, world: World, now: Date): Shortlist {
  const { sites, rejected } = shortlistBySite(order, world, now);
  return { able: sites.flatMap(({ able }) => able), rejected };
}

export function shortlistBySite(order: OrderToMatch, world: World, now: Date): SiteShortlist {
  const found: SiteShortlist = { sites: [], rejected: [] };
  const { skill, requiredLevel, certificate } = order;
  const need = `${requiredLevel} ${skill}`;
  for (const site of world.network.sites) {
    if (order.keptSiteId !== null && order.keptSiteId !== site.id) continue;
    const broken = siteRejection(order, site, world);
    if (broken) {
      found.rejected.push(broken);
      continue;
    }
    const today = certificate === null ? '' : isoDay(localDay(site.hours.timeZone, now.getTime()));
    const { able, rejected } = peopleOf(
      site,
      order,
      certificate === null ? need : `${need} ${certificate} ${today}`,
      today,
    );
    if (able.length > 0) found.sites.push({ site, able });
    for (const one of rejected) found.rejected.push(one);
  }
  return found;
}

/** Of each site what its people may do, by what an order asks of a technician. A site whose people change is a new one (`NetworkService`). */
const known = new WeakMap<NetworkSite, { technicians: readonly NetworkTechnician[]; byNeed: Map<string, Shortlist> }>();
/** Skills times levels of a network, and more. */
const mostNeeds = 1_000;

/** The rules ask nothing of an order but skill, level and certificate, and only the last one which day it is: most orders find their answer here. */
function peopleOf(site: NetworkSite, order: OrderToMatch, need: string, today: string): Readonly<Shortlist> {
  let ofSite = known.get(site);
  if (!ofSite || ofSite.technicians !== site.technicians || ofSite.byNeed.size >= mostNeeds)
    known.set(site, (ofSite = { technicians: site.technicians, byNeed: new Map() }));
  let found = ofSite.byNeed.get(need);
  if (!found) ofSite.byNeed.set(need, (found = judge(site, order, today)));
  return found;
}

function judge(site: NetworkSite, order: OrderToMatch, today: string): Shortlist {
  const judged: Shortlist = { able: [], rejected: [] };
  for (const technician of site.technicians) {
    const rejection = technicianRejection(order, technician, today);
    if (rejection) judged.rejected.push(rejection);
    else judged.able.push({ site, technician, level: levelOf(order, technician), workDays: workDaysOf(technician) });
  }
  return judged;
}

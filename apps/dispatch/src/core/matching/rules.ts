import { takesOrders } from '../sites/site-states.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import { covers } from './territory.js';
import { distanceMetres } from './travel.js';
import type { World } from './world.js';

/** The first broken rule of a site or technician, with its numbers. */
export interface Rejection {
  siteId: string;
  /** Missing when the whole site is out. */
  technicianId?: string;
  rule: RuleName;
  numbers: Record<string, string | number>;
}

export const ruleNames = [
  'site-not-active',
  'category',
  'territory',
  'already-asked',
  'refused-recently',
  'technician-inactive',
  'skill',
  'level',
  'certificate-missing',
  'certificate-expired',
  'no-working-time',
  'capacity',
  'no-gap',
] as const;
export type RuleName = (typeof ruleNames)[number];

type Broken = Pick<Rejection, 'rule' | 'numbers'> | undefined;

/** A site that declined or did not answer is left in peace for this order for so long. */
export const refusalHours = 24;
export const notAgainBefore = (now: Date): Date => new Date(now.getTime() + refusalHours * 3_600_000);

const siteStands = ({ status }: NetworkSite): Broken =>
  takesOrders(status) ? undefined : { rule: 'site-not-active', numbers: { status } };

/** Those that hold whatever else goes on. */
const lastingSiteRules: ((order: OrderToMatch, site: NetworkSite) => Broken)[] = [
  (_order, site) => siteStands(site),
  ({ category }, { categories }) =>
    categories.size === 0 || categories.has(category) ? undefined : { rule: 'category', numbers: { category } },
  (order, site) => (covers(site.territory, order) ? undefined : tooFar(order, site)),
];

const siteRules: ((order: OrderToMatch, site: NetworkSite, world: World) => Broken)[] = [
  ...lastingSiteRules,
  (_order, { id }, { asked }) => (asked.has(id) ? { rule: 'already-asked', numbers: {} } : undefined),
  (_order, { id }, { refusals }) => {
    const refusal = refusals.get(id);
    if (!refusal) return undefined;
    const until = new Date(refusal.untilMs).toISOString();
    return { rule: 'refused-recently', numbers: { status: refusal.status, hours: refusalHours, until } };
  },
];

const tooFar = (order: OrderToMatch, site: NetworkSite): Broken => ({
  rule: 'territory',
  numbers: {
    kilometres: Math.round(distanceMetres(site, order) / 100) / 10,
    radiusKilometres: site.territory.area ? 0 : Math.round(site.territory.radiusMetres / 1000),
  },
});

const technicianRules: ((order: OrderToMatch, technician: NetworkTechnician, day: string) => Broken)[] = [
  (_order, { active }) => (active ? undefined : { rule: 'technician-inactive', numbers: {} }),
  ({ skill, requiredLevel }, { skills }) =>
    skills.has(skill) ? undefined : { rule: 'skill', numbers: { skill, needed: requiredLevel } },
  ({ skill, requiredLevel }, { skills }) => {
    const level = skills.get(skill) ?? requiredLevel; // who lacks it altogether has broken the rule before
    return level >= requiredLevel ? undefined : { rule: 'level', numbers: { skill, level, needed: requiredLevel } };
  },
  ({ certificate }, { certificates }, day): Broken => {
    if (certificate === null) return undefined;
    const lastDay = certificates.get(certificate);
    if (lastDay === undefined) return { rule: 'certificate-missing', numbers: { certificate } };
    return lastDay >= day ? undefined : { rule: 'certificate-expired', numbers: { certificate, lastDay } };
  },
];

/** Of a site that a person chose by hand: territory and category are his to judge, its standing is not. */
export function standingRejection(site: NetworkSite): Rejection | undefined {
  const broken = siteStands(site);
  return broken && { siteId: site.id, ...broken };
}

/** The first rule that a whole site breaks. */
export function siteRejection(order: OrderToMatch, site: NetworkSite, world: World): Rejection | undefined {
  for (const rule of siteRules) {
    const broken = rule(order, site, world);
    if (broken) return { siteId: site.id, ...broken };
  }
  return undefined;
}

/** The first rule that a technician breaks, his calendar apart; `day` is the local day of the visit at the earliest. */
export function technicianRejection(
  order: OrderToMatch,
  technician: NetworkTechnician,
  day: string,
): Rejection | undefined {
  for (const rule of technicianRules) {
    const broken = rule(order, technician, day);
    if (broken)
      return { siteId: technician.siteId, technicianId: technician.id, rule: broken.rule, numbers: broken.numbers };
  }
  return undefined;
}

type AllBroken = NonNullable<Broken>[];

/** Everything about a site that speaks against an order, whoever has been asked. */
export const siteRejections = (order: OrderToMatch, site: NetworkSite): AllBroken =>
  lastingSiteRules.map((rule) => rule(order, site)).filter((broken) => broken !== undefined);

/** Every rule that a technician breaks, his calendar apart. */
export const technicianRejections = (order: OrderToMatch, technician: NetworkTechnician, day: string): AllBroken =>
  technicianRules.map((rule) => rule(order, technician, day)).filter((broken) => broken !== undefined);

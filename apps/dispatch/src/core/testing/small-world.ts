import { BookedTimes } from '../matching/booked-times.js';
import type { NetworkSite, NetworkTechnician } from '../matching/network.js';
import type { OrderToMatch } from '../matching/order-to-match.js';
import { unknownAnswering } from '../offers/answering.js';
import { usualRules } from '../offers/offer-rules.js';
import { territoryOf } from '../matching/territory.js';
import { greatCircleTravel } from '../matching/travel.js';
import type { Booked, World } from '../matching/world.js';
import { stretchesOf, type WorkingHours } from '../time/weekly-hours.js';

/** Monday, 09:00 in Shanghai. */
export const now = new Date('2026-03-02T01:00:00Z');
const week = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));
export const hours: WorkingHours = { timeZone: 'Asia/Shanghai', periods: week('08:00', '18:00'), holidays: new Set() };

export const order = (given: Partial<OrderToMatch> = {}): OrderToMatch => ({
  lon: 121.47,
  lat: 31.23,
  category: 'vacuum',
  skill: 'small-appliance',
  requiredLevel: 2,
  certificate: null,
  durationMinutes: 60,
  windows: [],
  dueBy: new Date('2026-03-03T01:00:00Z'),
  priority: 'normal',
  emergency: false,
  likelyParts: [],
  partsAvailableAt: null,
  keptSiteId: null,
  preferredTechnicianId: null,
  avoidedTechnicianId: null,
  ...given,
});

export const technician = (id: string, given: Partial<NetworkTechnician> = {}): NetworkTechnician => ({
  id,
  siteId: 'site',
  name: id,
  active: true,
  home: { lon: 121.47, lat: 31.23 },
  skills: new Map([['small-appliance', 3]]),
  certificates: new Map(),
  absences: [],
  workOn: (day) => stretchesOf(hours, day),
  ...given,
});

export const site = (technicians: NetworkTechnician[], given: Partial<NetworkSite> = {}): NetworkSite => ({
  id: 'site',
  code: 'S',
  name: 'Site',
  kind: 'own',
  status: 'active',
  lon: 121.47,
  lat: 31.23,
  territory: territoryOf({ lon: 121.47, lat: 31.23 }, 100_000),
  hours,
  dailyCapacity: 100,
  categories: new Set(),
  score: 80,
  answering: unknownAnswering,
  technicians,
  ...given,
});

type Given = Partial<Omit<World, 'booked'>> & { booked?: ReadonlyMap<string, readonly Booked[]> };

export const world = (sites: NetworkSite[], { booked, ...given }: Given = {}): World => ({
  network: {
    sites,
    site: (id) => sites.find((one) => one.id === id),
    technician: (id) => sites.flatMap(({ technicians }) => technicians).find((one) => one.id === id),
    offerRules: usualRules,
  },
  travel: greatCircleTravel,
  offerMinutes: 30,
  booked: BookedTimes.of(
    [...(booked ?? [])].flatMap(([technicianId, times]) => times.map((time) => ({ technicianId, ...time }))),
  ),
  visitsOfDay: new Map(),
  refusals: new Map(),
  asked: new Set(),
  partsAt: new Map(),
  competing: new Map(),
  ...given,
});

import type { SiteKind, SiteStatus } from '#common/events/lists.js';
import type { Network, NetworkSite, NetworkTechnician } from '../core/matching/network.js';
import { unknownAnswering } from '../core/offers/answering.js';
import { type OfferRules, usualRules } from '../core/offers/offer-rules.js';
import { type Area, territoryOf } from '../core/matching/territory.js';
import { type Stretch, stretchesOf, type WeeklyPeriod, type WorkingHours } from '../core/time/weekly-hours.js';

/** The rows of the network as PostgreSQL's JSON gives them. */
export interface NetworkRows {
  sites: SiteRow[];
  technicians: {
    id: string;
    site_id: string;
    name: string;
    active: boolean;
    home_lon: number;
    home_lat: number;
  }[];
  skills: { technician_id: string; skill: string; level: number }[];
  certificates: { technician_id: string; certificate: string; expires_on: string }[];
  shifts: { technician_id: string; weekday: number; from_time: string; to_time: string }[];
  absences: { technician_id: string; from_at: string; to_at: string }[];
  /** None until somebody has changed the usual ones. */
  rules?: { asked_at_once: OfferRules['askedAtOnce']; counter: OfferRules['counter'] } | null;
}

interface SiteRow {
  id: string;
  code: string;
  name: string;
  kind: SiteKind;
  status: SiteStatus;
  lon: number;
  lat: number;
  time_zone: string;
  territory: Area | null;
  radius_metres: number;
  opening_hours: WeeklyPeriod[];
  holidays: string[];
  daily_capacity: number;
  categories: string[];
  score: number | null;
}

/** Score of a site that no score card tells anything about yet. */
const unknownScore = 75;

/** Puts the rows of the network together for matching. */
export function buildNetwork(rows: NetworkRows): Network {
  const technicians = new Map<string, NetworkTechnician>();
  const ofSite = new Map<string, NetworkTechnician[]>();
  const sites = rows.sites.map((row) => {
    const own: NetworkTechnician[] = [];
    ofSite.set(row.id, own);
    return siteOf(row, own);
  });
  const siteById = new Map(sites.map((site) => [site.id, site]));
  const parts = groupByTechnician(rows);
  for (const row of rows.technicians) {
    const site = siteById.get(row.site_id);
    if (!site) continue;
    const technician = technicianOf(row, site, parts(row.id));
    technicians.set(technician.id, technician);
    ofSite.get(site.id)?.push(technician);
  }
  const offerRules = rows.rules ? { askedAtOnce: rows.rules.asked_at_once, counter: rows.rules.counter } : usualRules;
  return { sites, site: (id) => siteById.get(id), technician: (id) => technicians.get(id), offerRules };
}

function siteOf(row: SiteRow, technicians: NetworkTechnician[]): NetworkSite {
  const { id, code, name, kind, status, lon, lat } = row;
  return {
    id,
    code,
    name,
    kind,
    status,
    lon,
    lat,
    territory: territoryOf({ lon, lat }, row.radius_metres, row.territory ?? undefined),
    hours: { timeZone: row.time_zone, periods: row.opening_hours, holidays: new Set(row.holidays) },
    dailyCapacity: row.daily_capacity,
    categories: new Set(row.categories),
    score: row.score ?? unknownScore,
    answering: unknownAnswering,
    technicians,
  };
}

function groupByTechnician(rows: NetworkRows) {
  const skills = byTechnician(rows.skills);
  const certificates = byTechnician(rows.certificates);
  const shifts = byTechnician(rows.shifts);
  const absences = byTechnician(rows.absences);
  return (id: string) => ({
    skills: skills.get(id) ?? [],
    certificates: certificates.get(id) ?? [],
    shifts: shifts.get(id) ?? [],
    absences: (absences.get(id) ?? []).map(({ from_at: from, to_at: to }) => ({
      startMs: Date.parse(from),
      endMs: Date.parse(to),
    })),
  });
}

function byTechnician<T extends { technician_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.technician_id);
    if (group) group.push(row);
    else groups.set(row.technician_id, [row]);
  }
  return groups;
}

function technicianOf(
  row: NetworkRows['technicians'][number],
  site: NetworkSite,
  { skills, certificates, shifts, absences }: ReturnType<ReturnType<typeof groupByTechnician>>,
): NetworkTechnician {
  const hours: WorkingHours = {
    timeZone: site.hours.timeZone,
    periods: shifts.map(({ weekday, from_time: from, to_time: to }) => ({ weekday, from, to })),
    holidays: site.hours.holidays,
  };
  return {
    id: row.id,
    siteId: site.id,
    name: row.name,
    active: row.active,
    home: { lon: row.home_lon, lat: row.home_lat },
    skills: new Map(skills.map(({ skill, level }) => [skill, level])),
    certificates: new Map(certificates.map(({ certificate, expires_on: lastDay }) => [certificate, lastDay])),
    absences,
    workOn: rememberedDays((day) => without(stretchesOf(hours, day), absences)),
  };
}

/** Working times of a day are asked for at every ranking and change only with the network. */
function rememberedDays(work: (day: number) => Stretch[]): (day: number) => readonly Stretch[] {
  const days = new Map<number, Stretch[]>();
  return (day) => {
    let known = days.get(day);
    if (!known) {
      if (days.size > 60) days.clear();
      known = work(day);
      days.set(day, known);
    }
    return known;
  };
}

/** Cuts the absences out of working times. */
export function without(stretches: Stretch[], absences: readonly Omit<Stretch, 'day'>[]): Stretch[] {
  return absences.reduce(
    (left, { startMs, endMs }) =>
      left.flatMap((stretch) => {
        if (endMs <= stretch.startMs || startMs >= stretch.endMs) return [stretch];
        const before = { ...stretch, endMs: startMs };
        const after = { ...stretch, startMs: endMs };
        return [before, after].filter((part) => part.endMs > part.startMs);
      }),
    stretches,
  );
}

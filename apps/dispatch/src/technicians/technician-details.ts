import type { EntityManager } from 'typeorm';
import { invalid } from '#common/http/problems.js';
import { overlapIn, type WeeklyPeriod } from '../core/time/weekly-hours.js';
import type { ChangedTechnician, TechnicianView } from './technician.dto.js';
import type { Technician } from './technician.entity.js';

/** Replaces skills, certificates and shifts of a technician. */
export async function writeDetails(manager: EntityManager, id: string, body: ChangedTechnician): Promise<void> {
  refuseDoubles(body);
  await refuseNewOverlap(manager, id, body.shifts);
  const { skills, certificates, shifts } = body;
  for (const table of ['technician_skill', 'technician_certificate', 'technician_shift'])
    await manager.query(`DELETE FROM ${table} WHERE technician_id = $1`, [id]);
  await manager.query(
    `INSERT INTO technician_skill (technician_id, skill, level) SELECT $1, * FROM unnest($2::text[], $3::smallint[])`,
    [id, skills.map(({ skill }) => skill), skills.map(({ level }) => level)],
  );
  await manager.query(
    `INSERT INTO technician_certificate (technician_id, certificate, expires_on) SELECT $1, * FROM unnest($2::text[], $3::date[])`,
    [id, certificates.map(({ certificate }) => certificate), certificates.map(({ expiresOn }) => expiresOn)],
  );
  await manager.query(
    `INSERT INTO technician_shift (technician_id, weekday, from_time, to_time) SELECT $1, * FROM unnest($2::smallint[], $3::text[], $4::text[])`,
    [id, shifts.map(({ weekday }) => weekday), shifts.map(({ from }) => from), shifts.map(({ to }) => to)],
  );
}

function refuseDoubles({ skills, certificates, shifts }: ChangedTechnician): void {
  refuseRepeated('skills', skills, ({ skill }) => skill);
  refuseRepeated('certificates', certificates, ({ certificate }) => certificate);
  refuseRepeated('shifts', shifts, ({ weekday, from }) => `${weekday} ${from}`);
  const wrong = shifts.findIndex(({ from, to }) => from >= to);
  if (wrong >= 0) throw invalid(`shifts[${wrong}].to`, 'must be later than from');
  for (const [index, { expiresOn }] of certificates.entries())
    if (
      Number.isNaN(Date.parse(`${expiresOn}T00:00:00Z`)) ||
      new Date(`${expiresOn}T00:00:00Z`).toISOString().slice(0, 10) !== expiresOn
    )
      throw invalid(`certificates[${index}].expiresOn`, `${expiresOn} is not in the calendar`);
}

/** Shifts that overlap since before stay as long as they are sent as they were: something else may be what changes. */
async function refuseNewOverlap(manager: EntityManager, id: string, shifts: readonly WeeklyPeriod[]): Promise<void> {
  const overlap = overlapIn(shifts);
  if (overlap < 0) return;
  const before = await manager.query<WeeklyPeriod[]>(
    `SELECT weekday, from_time AS from, to_time AS to FROM technician_shift WHERE technician_id = $1`,
    [id],
  );
  if (shiftsText(shifts) !== shiftsText(before))
    throw invalid(`shifts[${overlap}]`, 'overlaps another shift of that weekday: make one of the two');
}

/** In no order: the database has none. */
const shiftsText = (shifts: readonly WeeklyPeriod[]) =>
  JSON.stringify(shifts.map(({ weekday, from, to }) => `${weekday} ${from} ${to}`).toSorted());

function refuseRepeated<T>(field: string, list: readonly T[], keyOf: (item: T) => string): void {
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    if (seen.has(keyOf(item))) throw invalid(`${field}[${index}]`, `'${keyOf(item)}' is given twice`);
    seen.add(keyOf(item));
  }
}

type Details = Pick<TechnicianView, 'skills' | 'certificates' | 'shifts' | 'absences'>;

/** Technicians with everything that belongs to them, in one statement. */
export async function technicianViews(
  manager: EntityManager,
  technicians: readonly Technician[],
): Promise<TechnicianView[]> {
  const rows = await manager.query<(Details & { id: string })[]>(
    `SELECT t.id,
       (SELECT coalesce(json_agg(json_build_object('skill', skill, 'level', level) ORDER BY skill), '[]')
        FROM technician_skill WHERE technician_id = t.id) AS skills,
       (SELECT coalesce(json_agg(json_build_object('certificate', certificate, 'expiresOn', expires_on) ORDER BY certificate), '[]')
        FROM technician_certificate WHERE technician_id = t.id) AS certificates,
       (SELECT coalesce(json_agg(json_build_object('weekday', weekday, 'from', from_time, 'to', to_time) ORDER BY weekday, from_time), '[]')
        FROM technician_shift WHERE technician_id = t.id) AS shifts,
       (SELECT coalesce(json_agg(json_build_object('id', id, 'from', from_at, 'to', to_at, 'reason', reason) ORDER BY from_at), '[]')
        FROM technician_absence WHERE technician_id = t.id) AS absences
     FROM unnest($1::uuid[]) AS t (id)`,
    [technicians.map(({ id }) => id)],
  );
  const details = new Map(rows.map((row) => [row.id, row]));
  return technicians.map((technician) => viewOf(technician, details.get(technician.id)));
}

function viewOf(
  { id, siteId, name, active, homeLon, homeLat, van, version }: Technician,
  details: Details | undefined,
): TechnicianView {
  return {
    id,
    siteId,
    name,
    active,
    home: { lon: homeLon, lat: homeLat },
    ...(van !== null && { van }),
    skills: details?.skills ?? [],
    certificates: details?.certificates ?? [],
    shifts: details?.shifts ?? [],
    absences: (details?.absences ?? []).map(({ id: absenceId, from, to, reason }) => ({
      id: absenceId,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      ...(reason && { reason }),
    })),
    version,
  };
}

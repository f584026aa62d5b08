import { uuidv7 } from '#common/database/uuid.js';
import type { SiteKind, SiteStatus } from '#common/events/lists.js';
import type { TestDatabase } from '#common/testing/database.js';

/** Every day of the week. */
export const daily = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));

export interface SiteGiven {
  kind?: SiteKind;
  status?: SiteStatus;
  lon?: number;
  lat?: number;
  radiusMetres?: number;
  dailyCapacity?: number;
  openingHours?: { weekday: number; from: string; to: string }[];
}

/** Enters a site in Shanghai (UTC+8), open 08:00 to 18:00 every day, as the demo's loader does: by SQL. */
export async function enterSite(database: TestDatabase, code: string, given: SiteGiven = {}): Promise<string> {
  const id = uuidv7();
  const {
    kind = 'franchised',
    status = 'active',
    lon = 121.47,
    lat = 31.23,
    radiusMetres = 60_000,
    dailyCapacity = 100,
  } = given;
  await database.query(
    `INSERT INTO dispatch.site (id, code, name, kind, status, lon, lat, time_zone, country, subdivision, locality, radius_metres,
       opening_hours, daily_capacity, currency)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'Asia/Shanghai', 'CN', '23', 'Shanghai', $8, $9, $10, 'CNY')`,
    [
      id,
      code,
      `Site ${code}`,
      kind,
      status,
      lon,
      lat,
      radiusMetres,
      JSON.stringify(given.openingHours ?? daily('08:00', '18:00')),
      dailyCapacity,
    ],
  );
  return id;
}

export interface TechnicianGiven {
  lon?: number;
  lat?: number;
  skills?: Record<string, number>;
  certificates?: Record<string, string>;
  shifts?: { weekday: number; from: string; to: string }[];
}

/** Enters a technician who works 08:00 to 18:00 every day. */
export async function enterTechnician(
  database: TestDatabase,
  siteId: string,
  name: string,
  given: TechnicianGiven = {},
): Promise<string> {
  const id = uuidv7();
  const {
    lon = 121.47,
    lat = 31.23,
    skills = { 'small-appliance': 3 },
    certificates = {},
    shifts = daily('08:00', '18:00'),
  } = given;
  await database.query(
    `INSERT INTO dispatch.technician (id, site_id, name, home_lon, home_lat) VALUES ($1, $2, $3, $4, $5)`,
    [id, siteId, name, lon, lat],
  );
  for (const [skill, level] of Object.entries(skills))
    await database.query(`INSERT INTO dispatch.technician_skill VALUES ($1, $2, $3)`, [id, skill, level]);
  for (const [certificate, lastDay] of Object.entries(certificates))
    await database.query(`INSERT INTO dispatch.technician_certificate VALUES ($1, $2, $3)`, [id, certificate, lastDay]);
  for (const { weekday, from, to } of shifts)
    await database.query(`INSERT INTO dispatch.technician_shift VALUES ($1, $2, $3, $4)`, [id, weekday, from, to]);
  return id;
}

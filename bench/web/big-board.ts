import { asService } from '../shared/database.js';

/** The day that is filled: the standing clock of `startServer` begins with it. */
const day = '2026-03-02';

/**
 * Fills the board of a running standalone up to so many technicians and visits on the first day. Those that are added have ids and places of their own,
 * no skills, and are only looked at: whatever is changed while the bench measures is real.
 */
export async function fillBoard(home: string, { technicians, visits }: { technicians: number; visits: number }) {
  await asService(home, 'dispatch', [
    [moreTechnicians, [technicians]],
    [shifts],
    [`UPDATE network_version SET version = version + 1`],
    ['ANALYZE technician'],
  ]);
  await asService(home, 'gateway', [
    [moreBoardTechnicians, [technicians]],
    [boardVisits, [visits, technicians, day]],
    ['ANALYZE board_visit'],
  ]);
}

const added = `
  SELECT md5('bench technician ' || n)::uuid AS id, n, site.id AS site_id
  FROM generate_series((SELECT count(*) FROM technician) + 1, $1::integer) AS n
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS sites FROM site WHERE status = 'active') AS site
    ON site.at = n % site.sites`;

const moreTechnicians = `
  INSERT INTO technician (id, site_id, name, home_lon, home_lat)
  SELECT id, site_id, 'Bench ' || n, -3.2 + (n % 17) * 0.02, 51.5 + (n % 23) * 0.02 FROM (${added}) AS added`;

const shifts = `
  INSERT INTO technician_shift (technician_id, weekday, from_time, to_time)
  SELECT id, weekday, '08:00', '18:00' FROM technician, generate_series(1, 5) AS weekday WHERE name LIKE 'Bench %'`;

/** The board keeps names of its own. */
const moreBoardTechnicians = `
  INSERT INTO board_technician (id, site_id, name, active, version)
  SELECT md5('bench technician ' || n)::uuid, site.id, 'Bench ' || n, true, 1
  FROM generate_series((SELECT count(*) FROM board_technician) + 1, $1::integer) AS n
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS sites FROM board_site WHERE status = 'active') AS site
    ON site.at = n % site.sites`;

/** From eight o'clock on, spread over everybody, some of them under way or over. */
const boardVisits = `
  INSERT INTO board_visit (id, repair_order_id, request_id, site_id, technician_id, status, start, finish, lon, lat, locality, travel_seconds, version)
  SELECT md5('bench visit ' || n)::uuid, md5('bench order ' || n)::uuid, md5('bench request ' || n)::uuid, person.site_id, person.id,
    (ARRAY['planned', 'planned', 'planned', 'planned', 'finished', 'en_route', 'on_site'])[1 + n % 7],
    $3::date + interval '8 hours' + (n / $2::integer) * interval '95 minutes', $3::date + interval '9 hours' + (n / $2::integer) * interval '95 minutes',
    -3.2 + (n % 31) * 0.02, 51.5 + (n % 29) * 0.02, (ARRAY['Cardiff', 'Swansea', 'Newport', 'Wrexham'])[1 + n % 4], 900, 1
  FROM generate_series(0, $1::integer - 1) AS n
  JOIN (SELECT id, site_id, row_number() OVER (ORDER BY id) - 1 AS at FROM board_technician) AS person ON person.at = n % $2::integer`;

import { families, planAnew } from './planning-data.sql.js';

/** Opens a transaction that reads all demand. Tables of parts are often too new for PostgreSQL to know them: it would look through all demand anew for each part. */
export const readAll = [...planAnew, 'SET LOCAL enable_nestloop = off'] as const;

/**
 * One look at all demand for all that a run needs to know of it before it plans; writes what places are asked for (`planning_base`). $1 run, $2 first day of the
 * history, $3 day of the run, $4 first day of the year and $5 of its second half, $6 first day and $7 day after the last one of what categories are
 * learnt from, $8 categories, $9 seed, $10 most of each -> `valued`: parts by id with the value of their demand; `drawn`: item-locations with demand, drawn by the seed.
 */
export const lookAtDemand = `
  WITH RECURSIVE ${families('')}, item AS MATERIALIZED (
    SELECT part_id, location_id, sum(pieces) FILTER (WHERE day >= $2::date) AS pieces, sum(pieces) FILTER (WHERE day >= $4::date) AS yearly,
      sum(pieces) FILTER (WHERE day >= $5::date) AS late, bool_or(day >= $6::date AND day < $7::date) AS is_known
    FROM demand CROSS JOIN LATERAL (SELECT used + lost + adjusted AS pieces) AS counted
    WHERE day >= least($2::date, $6::date) AND day < $3::date GROUP BY part_id, location_id
  ), saved AS (
    INSERT INTO planning_base (run_id, category, location_id, wanted, wanted_per_day)
    SELECT $1, category, location_id, sum(yearly), coalesce(sum(late), 0)::double precision / greatest(1, $3::date - $5::date)
    FROM item JOIN part ON part.id = part_id
    WHERE category = ANY($8::text[]) AND yearly IS NOT NULL GROUP BY category, location_id
    ON CONFLICT (run_id, category, location_id) DO UPDATE SET wanted = excluded.wanted, wanted_per_day = excluded.wanted_per_day
  ), wanted AS (
    SELECT head, sum(pieces)::double precision AS quantity FROM family JOIN item ON item.part_id = family.id GROUP BY head
  ), ranked AS (
    SELECT category, part_id, location_id, row_number() OVER (PARTITION BY category ORDER BY md5(part_id::text || location_id::text || $9::text)) AS place_in_draw
    FROM item JOIN part ON part.id = part_id WHERE is_known AND category = ANY($8::text[])
  )
  SELECT
    (SELECT coalesce(json_agg(json_build_object('id', id, 'category', category, 'value', coalesce(quantity, 0) * unit_cost_minor) ORDER BY id), '[]')
      FROM part LEFT JOIN wanted ON head = id WHERE superseded_by_part_id IS NULL) AS valued,
    (SELECT coalesce(json_agg(drawn), '[]') FROM (
      SELECT category, array_agg(part_id ORDER BY part_id, location_id) AS "partIds", array_agg(location_id ORDER BY part_id, location_id) AS "locationIds"
      FROM ranked WHERE place_in_draw <= $10 GROUP BY category) AS drawn) AS drawn`;

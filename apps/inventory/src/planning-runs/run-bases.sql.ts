/**
 * $1 first day of the year, $2 day of the run, $3 categories -> units by cells of a tenth of a degree: those that stand there on the day of the run, and the
 * unit-years of all that stood there in the year. A unit that was installed after it was scrapped stands there again.
 */
export const unitsByCell = `
  SELECT category, round(lon::numeric, 1)::double precision AS lon, round(lat::numeric, 1)::double precision AS lat,
    (count(*) FILTER (WHERE gone_on >= $2::date))::double precision AS units,
    sum(least(gone_on, $2::date) - greatest(installed_on, $1::date)) / 365.0::double precision AS "unitYears"
  FROM (
    SELECT category, installed_on, lon, lat, CASE WHEN scrapped_on >= installed_on THEN scrapped_on ELSE 'infinity' END AS gone_on
    FROM installed_unit WHERE category = ANY($3::text[]) AND installed_on < $2::date
  ) AS unit
  WHERE gone_on > $1::date GROUP BY 1, 2, 3`;

/** $1 run, $2 units by place as JSON. */
export const saveUnitBases = `
  INSERT INTO planning_base (run_id, category, location_id, units, unit_years)
  SELECT $1, category, "locationId", units, "unitYears"
  FROM json_to_recordset($2::json) AS row (category text, "locationId" uuid, units double precision, "unitYears" double precision)
  ON CONFLICT (run_id, category, location_id) DO UPDATE SET units = excluded.units, unit_years = excluded.unit_years`;

/** $1 category, $2 first day of the year, $3 day of the run, $4 seed, $5 most -> pieces of parts drawn by the seed, also of those that nobody wanted. */
export const sampledPieces = `
  WITH drawn AS MATERIALIZED (
    SELECT id, greatest(0, $3::date - coalesce(entered_on, $2::date)) AS days FROM part WHERE category = $1 AND superseded_by_part_id IS NULL
    ORDER BY md5(id::text || $4::text) LIMIT $5
  )
  SELECT coalesce(sum(used + lost + adjusted), 0)::double precision AS pieces, least(1, days::double precision / greatest(1, $3::date - $2::date)) AS share
  FROM drawn LEFT JOIN demand ON demand.part_id = drawn.id AND day >= $2::date AND day < $3::date GROUP BY drawn.id, days ORDER BY drawn.id`;

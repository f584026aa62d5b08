const columns = ['items', 'wanted', 'served_at_once', 'lines', 'lines_in_full', 'on_hand', 'stock_value_minor'];

/** $1 run, $2 cells as JSON: adds to what other batches have found. */
export const addLabCells = `
  INSERT INTO planning_lab_cell (run_id, grouping, key, method, planned_share, ${columns.join(', ')})
  SELECT $1::uuid, grouping, key, method, "plannedShare", items, wanted, "servedAtOnce", lines, "linesInFull", "onHand", "stockValueMinor"
  FROM json_to_recordset($2::json) AS cell (grouping text, key text, method text, "plannedShare" double precision, items integer,
    wanted double precision, "servedAtOnce" double precision, lines double precision, "linesInFull" double precision,
    "onHand" double precision, "stockValueMinor" double precision)
  ORDER BY grouping, key, method, "plannedShare" -- two batches at a time never wait for each other
  ON CONFLICT (run_id, grouping, key, method, planned_share) DO UPDATE SET
    ${columns.map((column) => `${column} = planning_lab_cell.${column} + excluded.${column}`).join(', ')}`;

/** One row a key, its points in the order of methods and planned shares. */
export const selectLab = `
  SELECT grouping, key, points FROM (
    SELECT run_id, grouping, key, json_agg(json_build_object('method', method, 'plannedShare', planned_share, 'items', items, 'wanted', wanted,
      'servedAtOnce', served_at_once, 'lines', lines, 'linesInFull', lines_in_full, 'onHand', on_hand, 'stockValueMinor', stock_value_minor)
      ORDER BY method, planned_share) AS points
    FROM planning_lab_cell GROUP BY run_id, grouping, key) AS curve`;

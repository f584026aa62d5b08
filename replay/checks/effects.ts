import type { Client } from 'pg';
import type { Catalogue } from './deliveries.js';
import { type Effect, handled, streamed, told } from './effect-table.js';

interface Compared {
  looked: number;
  wrong: number;
  examples: { key: string; wanted: number; found: number }[] | null;
}

/** Counts what the services told and what their listeners did in the tables that hold it. Needs the table `published`. */
export async function checkEffects(
  client: Client,
  catalogue: Catalogue,
): Promise<{ looked: number; faults: string[] }> {
  let looked = 0;
  const faults: string[] = [];
  for (const effect of [...told, streamed(catalogue), ...handled]) {
    const { rows } = await client.query<Compared>(compare(effect));
    const [compared = { looked: 0, wrong: 0, examples: null }] = rows;
    looked += compared.looked;
    faults.push(...faultsIn(effect, compared));
  }
  return { looked, faults };
}

const mostExamples = 3;

const compare = ({ wanted, found }: Effect) => `
  WITH compared AS MATERIALIZED (
    SELECT key, sum(wanted)::int AS wanted, sum(found)::int AS found
    FROM (SELECT key, times AS wanted, 0 AS found FROM (${wanted}) AS there UNION ALL SELECT key, 0, times FROM (${found}) AS here) AS both_sides
    GROUP BY key
  )
  SELECT (SELECT coalesce(sum(wanted), 0)::int FROM compared) AS looked,
    (SELECT count(*)::int FROM compared WHERE wanted <> found) AS wrong,
    (SELECT json_agg(one) FROM (SELECT * FROM compared WHERE wanted <> found ORDER BY key LIMIT ${mostExamples}) AS one) AS examples`;

function faultsIn({ of, what }: Effect, { wrong, examples }: Compared): string[] {
  const shown = (examples ?? []).map(
    ({ key, wanted, found }) => `${of}: ${found} instead of ${wanted}: ${what} ${key}`,
  );
  return wrong > shown.length ? [...shown, `${of}: ${wrong - shown.length} more: ${what}`] : shown;
}

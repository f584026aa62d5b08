import type { EntityManager } from 'typeorm';
import type { Taken, Wanted } from '../core/plans/publishing.js';

/** Live visits and promised times of the technicians who get something, apart from the visits that move. */
export async function takenBeside(manager: EntityManager, rows: readonly Wanted[]): Promise<Taken[]> {
  const technicians = [
    ...new Set(rows.flatMap(({ after, row }) => [after.technicianId, row.before?.technicianId ?? []].flat())),
  ];
  const moving = rows.flatMap(({ row }) => row.visit?.id ?? []);
  const found = await manager.query<{ technician: string; start: string; finish: string }[]>(
    `SELECT technician_id AS technician, extract(epoch FROM start_at) * 1000 AS start, extract(epoch FROM finish_at) * 1000 AS finish FROM visit
     WHERE technician_id = ANY($1) AND status IN ('planned', 'en_route', 'on_site') AND id <> ALL($2)
     UNION ALL
     SELECT technician_id, extract(epoch FROM proposed_start) * 1000, extract(epoch FROM proposed_finish) * 1000 FROM offer
     WHERE technician_id = ANY($1) AND status IN ('pending', 'countered') AND proposed_start IS NOT NULL
     UNION ALL
     SELECT technician_id, extract(epoch FROM start_at) * 1000, extract(epoch FROM finish_at) * 1000 FROM window_hold WHERE technician_id = ANY($1)`,
    [technicians, moving],
  );
  return found.map(({ technician: technicianId, start, finish }) => ({
    technicianId,
    startMs: Number(start),
    finishMs: Number(finish),
  }));
}

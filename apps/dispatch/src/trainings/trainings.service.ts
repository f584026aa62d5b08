import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound, Problem } from '#common/http/problems.js';
import { Technician } from '../technicians/technician.entity.js';
import type { HeldTraining, PlanTraining, TrainingsQuery, TrainingView } from './training.dto.js';

/** What technicians are to be taught and were taught. A site looks after its own people; a level is raised by hand, at the technician. */
@Injectable()
export class Trainings {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. */
  async list(query: TrainingsQuery, { siteId: own }: Actor): Promise<Page<TrainingView>> {
    const limit = limitOf(query);
    const [before = null] = decodeCursor(query.cursor, 1) ?? [];
    const rows = await this.transactions.run((manager) =>
      manager.query<{ view: TrainingView }[]>(
        `${selection} WHERE ($1::uuid IS NULL OR site_id = $1) AND ($2::uuid IS NULL OR site_id = $2)
           AND ($3::uuid IS NULL OR technician_id = $3) AND ($4::text IS NULL OR (held_on IS NULL) = ($4 = 'true'))
           AND ($5::uuid IS NULL OR id < $5) ORDER BY id DESC LIMIT $6`,
        [own ?? null, query.siteId ?? null, query.technicianId ?? null, query.open ?? null, before, limit + 1],
      ),
    );
    return toPage(rows.map(({ view }) => view), limit, ({ id }) => [id]); // prettier-ignore
  }

  plan({ technicianId, title, skill, plannedFor }: PlanTraining, { siteId: own }: Actor): Promise<TrainingView> {
    return this.transactions.run(async (manager) => {
      const technician = await manager.findOneBy(Technician, { id: technicianId, ...(own && { siteId: own }) });
      if (!technician) throw notFound('technician', technicianId);
      const id = uuidv7();
      await manager.query(
        `INSERT INTO training (id, site_id, technician_id, title, skill, planned_for) VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, technician.siteId, technicianId, title, skill ?? null, plannedFor],
      );
      return one(manager, id);
    });
  }

  /** Records it once: 409 for one that is recorded already. */
  hold(
    id: string,
    { heldOn, result, note }: HeldTraining,
    seen: number | undefined,
    { siteId: own }: Actor,
  ): Promise<TrainingView> {
    return this.transactions.run(async (manager) => {
      const [found] = await manager.query<{ held: boolean; version: number }[]>(
        `SELECT held_on IS NOT NULL AS held, version FROM training WHERE id = $1 AND ($2::uuid IS NULL OR site_id = $2) FOR UPDATE`,
        [id, own ?? null],
      );
      if (!found) throw notFound('training', id);
      if (found.held) throw new Problem('illegal-transition', `training ${id} is recorded already`);
      requireVersion(found.version, seen);
      await manager.query(
        `UPDATE training SET held_on = $2, result = $3, note = $4, version = version + 1 WHERE id = $1`,
        [id, heldOn, result, note ?? null],
      );
      return one(manager, id);
    });
  }
}

const selection = `
  SELECT json_strip_nulls(json_build_object('id', id, 'siteId', site_id, 'technicianId', technician_id, 'title', title, 'skill', skill,
    'plannedFor', planned_for, 'heldOn', held_on, 'result', result, 'note', note, 'version', version)) AS view
  FROM training`;

async function one(manager: EntityManager, id: string): Promise<TrainingView> {
  const [row] = await manager.query<{ view: TrainingView }[]>(`${selection} WHERE id = $1`, [id]);
  if (!row) throw notFound('training', id);
  return row.view;
}

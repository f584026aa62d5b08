import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { idCursor } from '../http/cursors.js';
import type { SavedViewsQuery, SavedViewView, SaveView } from './saved-view.dto.js';
import { SavedView } from './saved-view.entity.js';

const mostViews = 100;

/** Names for the filters of pages: one's own, and those that colleagues of the same house and role share. */
@Injectable()
export class SavedViewsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async list(caller: Actor, query: SavedViewsQuery): Promise<Page<SavedViewView>> {
    const limit = limitOf(query);
    const before = idCursor(query.cursor);
    const { page } = query;
    const rows = await this.transactions.run((manager) =>
      manager
        .createQueryBuilder(SavedView, 'view')
        .where('view.siteId IS NOT DISTINCT FROM :siteId', { siteId: caller.siteId ?? null })
        .andWhere('(view.ownerId = :ownerId OR (view.shared AND (:all OR view.roles && :roles::text[])))', {
          ownerId: caller.id,
          all: caller.roles.includes('admin'),
          roles: [...caller.roles],
        })
        .andWhere(page === undefined ? 'true' : 'view.page = :page', { page })
        .andWhere(before === undefined ? 'true' : 'view.id < :before', { before })
        .orderBy('view.id', 'DESC')
        .limit(limit + 1)
        .getMany(),
    );
    const { items, next } = toPage(rows, limit, ({ id }) => [id]);
    return { items: items.map((view) => toView(view, caller)), next };
  }

  /** Saves a view, instead of that of the same name. Throws a conflict for who has as many as there may be. */
  async save(caller: Actor, { page, name, query, shared = false }: SaveView): Promise<SavedViewView> {
    return this.transactions.run(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('saved-views'), hashtext($1))`, [caller.id]);
      const known = await manager.findOneBy(SavedView, { ownerId: caller.id, page, name });
      if (!known && (await manager.countBy(SavedView, { ownerId: caller.id })) >= mostViews)
        throw new Problem('conflict', `you have ${mostViews} saved views, as many as there may be: delete one first`);
      const view = Object.assign(known ?? new SavedView(), {
        id: known?.id ?? uuidv7(),
        ownerId: caller.id,
        ownerName: caller.name,
        roles: [...caller.roles],
        siteId: caller.siteId ?? null,
        page,
        name,
        query,
        shared,
        savedAt: this.clock.now(),
      });
      await manager.save(SavedView, view);
      return toView(view, caller);
    });
  }

  /** Deletes an own view; one of somebody else is not there. */
  async delete(caller: Actor, id: string): Promise<void> {
    const { affected } = await this.transactions.run((manager) =>
      manager.delete(SavedView, { id, ownerId: caller.id }),
    );
    if (!affected) throw notFound('saved view of yours', id);
  }
}

const toView = ({ id, page, name, query, shared, ownerId, ownerName, savedAt }: SavedView, caller: Actor) => ({
  id,
  page,
  name,
  query,
  shared,
  mine: ownerId === caller.id,
  ownerName,
  savedAt: savedAt.toISOString(),
});

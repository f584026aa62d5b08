import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { type KitMove, planVanKits } from '../core/policy/van-kits.js';
import { ExceptionLooks } from '../planning-exceptions/exception-looks.js';
import { type MovedPart, type MoveScope, MovesService, type ProposedMove, valueOf } from './moves.service.js';
import { VanData } from './van-data.js';

/** Proposes which parts the vans of an own site should carry, from what its jobs took. */
@Injectable()
export class VanKitsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly data: VanData,
    private readonly moves: MovesService,
    private readonly looks: ExceptionLooks,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  /** After a run over all parts: site by site. */
  async lookAtAll(step: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const sites = await manager.query<{ id: string }[]>(
        `SELECT DISTINCT site_id AS id FROM stock_location WHERE kind = 'van' AND active ORDER BY 1`,
      );
      const now = this.clock.now();
      for (const { id } of sites) await this.timers.set('van-kits-step', `${step} ${id}`, now, { siteId: id });
    });
  }

  async look(siteId: string): Promise<void> {
    await this.transactions.run(async () => {
      const { site, parts, rejected } = await this.data.of(siteId);
      const moves = planVanKits(site).flatMap((move) => {
        const part = parts.get(move.partId);
        return part ? [proposed(move, part, siteId)] : [];
      });
      const scope: MoveScope = { sources: ['kit'], fromLocationIds: [siteId] };
      await this.looks.soon(await this.moves.save(moves, rejected, scope));
    });
  }
}

function proposed(move: KitMove, part: MovedPart, siteId: string): ProposedMove {
  const { wanted, ...rest } = move;
  return {
    ...rest,
    ...valueOf(part, move.quantity),
    ...{ source: 'kit', fromLocationId: siteId, savedShortages: 0, reorderPoint: wanted, orderUpTo: wanted },
  };
}

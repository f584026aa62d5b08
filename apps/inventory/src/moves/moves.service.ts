import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { Criticality } from '#common/events/lists.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { shortageWeight } from '../core/plan/costs.js';
import { type Move, type MovablePlace, planMoves, positionAt } from '../core/spares/plan-moves.js';
import { InventorySettings } from '../settings.js';
import { loadMovable, saveMoves } from './moves.sql.js';

/** A move as it is written as a proposal. */
export interface ProposedMove extends Omit<Move, 'source'> {
  source: Move['source'] | 'kit';
  partId: string;
  valueMinor: number;
  currency: string;
  /** Of the place that gets the pieces. */
  position: number;
  reorderPoint: number;
  orderUpTo: number;
}

export interface MovedPart {
  id: string;
  unitCostMinor: number;
  currency: string;
  criticality: Criticality;
}

interface LoadedMoves {
  parts: MovedPart[] | null;
  places: (MovablePlace & { partId: string })[] | null;
  /** "part from to" of what a planner has refused lately. */
  rejected: string[] | null;
}

/** Which open moves are looked at together: what is not found again lapses. */
export interface MoveScope {
  sources: readonly ProposedMove['source'][];
  partIds?: readonly string[];
  fromLocationIds?: readonly string[];
}

/** What each piece of a transfer costs beside the way, as a share of it: it is looked for, packed and booked. */
const pieceShare = 0.1;
/** A rejected move is not proposed again for this long. */
export const silenceDays = 7;
const dayMilliseconds = 86_400_000;

/** Proposes to move pieces to where they are wanted, within the own network: after each look at stock, by what runs have published. */
@Injectable()
export class MovesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  /** Looks at some parts; whatever it finds, their exceptions are looked at next. */
  async look(partIds: readonly string[], step: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const now = this.clock.now();
      const since = new Date(now.getTime() - silenceDays * dayMilliseconds);
      const [row] = await manager.query<[{ loaded: LoadedMoves }]>(loadMovable, [partIds, since]);
      const { parts, places, rejected } = row.loaded;
      const moves = (parts ?? []).flatMap((part) =>
        this.movesOf(
          part,
          (places ?? []).filter(({ partId }) => partId === part.id),
        ),
      );
      await this.save(moves, rejected ?? [], { sources: ['rebalance', 'excess'], partIds });
      await this.timers.set('planning-exceptions-step', step, now, { partIds });
    });
  }

  /** Writes what is proposed now instead of what was; what a planner has refused lately is left out. Answers the parts of which something else is proposed now. */
  async save(moves: readonly ProposedMove[], rejected: readonly string[], scope: MoveScope): Promise<string[]> {
    const refused = new Set(rejected);
    const open = moves.filter((move) => !refused.has(`${move.partId} ${move.fromLocationId} ${move.toLocationId}`));
    const changed = await this.transactions.manager.query<{ partId: string }[]>(saveMoves, [
      JSON.stringify(open.map((move) => ({ id: uuidv7(), ...move }))),
      this.clock.now(),
      scope.sources,
      scope.partIds ?? [],
      scope.fromLocationIds ?? [],
    ]);
    return changed.map(({ partId }) => partId);
  }

  private movesOf(part: MovedPart, places: readonly MovablePlace[]): ProposedMove[] {
    const byId = new Map(places.map((place) => [place.locationId, place]));
    const { transferCostMinor, shortageCostMinor } = this.settings;
    const moves = planMoves(places, {
      ...{ perTransferMinor: transferCostMinor, perPieceMinor: transferCostMinor * pieceShare },
      unitCostMinor: part.unitCostMinor,
      shortageMinor: shortageCostMinor * shortageWeight[part.criticality],
    });
    return moves.flatMap((move) => {
      const to = byId.get(move.toLocationId);
      return to ? [{ ...move, ...valueOf(part, move.quantity), ...levelsOf(to) }] : [];
    });
  }
}

export const valueOf = ({ id, unitCostMinor, currency }: MovedPart, quantity: number) => ({
  ...{ partId: id, valueMinor: quantity * unitCostMinor, currency },
});

const levelsOf = (place: MovablePlace) => ({
  ...{ position: positionAt(place), reorderPoint: place.reorderPoint, orderUpTo: place.orderUpTo },
});

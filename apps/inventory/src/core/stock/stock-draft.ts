import { type Level, type Movement, availableOf, positionOf } from './level.js';

const keyOf = (partId: string, locationId: string) => `${partId} ${locationId}`;
const empty = (partId: string, locationId: string): Level => ({
  partId,
  locationId,
  onHand: 0,
  reserved: 0,
  onOrder: 0,
  backordered: 0,
});

/** The books do not allow this change: something would be less than nothing. */
export class StockRefused extends Error {}

/**
 * What one use case does to the stock, worked out in memory on levels that nobody else can change meanwhile, then written in one go:
 * `changes` are sums per level, `movements` the ledger rows. Refuses every step that would make a quantity negative or
 * reserve more than there is.
 */
export class StockDraft {
  readonly movements: Movement[] = [];
  private readonly before = new Map<string, Level>();
  private readonly now = new Map<string, Level>();

  constructor(levels: Iterable<Level>) {
    for (const level of levels) {
      const key = keyOf(level.partId, level.locationId);
      this.before.set(key, level);
      this.now.set(key, { ...level });
    }
  }

  available(partId: string, locationId: string): number {
    const level = this.now.get(keyOf(partId, locationId));
    return level ? availableOf(level) : 0;
  }

  onHand(partId: string, locationId: string): number {
    return this.now.get(keyOf(partId, locationId))?.onHand ?? 0;
  }

  position(partId: string, locationId: string): number {
    const level = this.now.get(keyOf(partId, locationId));
    return level ? positionOf(level) : 0;
  }

  /** Sets pieces aside; a negative quantity gives them back. */
  reserve(partId: string, locationId: string, quantity: number): void {
    this.change(partId, locationId, { reserved: quantity });
  }

  order(partId: string, locationId: string, quantity: number): void {
    this.change(partId, locationId, { onOrder: quantity });
  }

  backorder(partId: string, locationId: string, quantity: number): void {
    this.change(partId, locationId, { backordered: quantity });
  }

  /** Adds to (or with a negative quantity takes from) what is on hand, with its ledger row. `reserved` moves along when given. */
  move(movement: Movement, reserved = 0): void {
    this.change(movement.partId, movement.locationId, { onHand: movement.quantity, reserved });
    this.movements.push(movement);
  }

  /** The levels that differ now from what was given, as differences, in the fixed order part, location. */
  get changes(): Level[] {
    const changes: Level[] = [];
    for (const [key, level] of this.now) {
      const before = this.before.get(key) ?? empty(level.partId, level.locationId);
      const change = {
        partId: level.partId,
        locationId: level.locationId,
        onHand: level.onHand - before.onHand,
        reserved: level.reserved - before.reserved,
        onOrder: level.onOrder - before.onOrder,
        backordered: level.backordered - before.backordered,
      };
      if (change.onHand || change.reserved || change.onOrder || change.backordered) changes.push(change);
    }
    return changes.sort((one, other) =>
      keyOf(one.partId, one.locationId) < keyOf(other.partId, other.locationId) ? -1 : 1,
    );
  }

  /** Levels that no row exists for yet. */
  isNew({ partId, locationId }: Pick<Level, 'partId' | 'locationId'>): boolean {
    return !this.before.has(keyOf(partId, locationId));
  }

  private change(partId: string, locationId: string, by: Partial<Level>): void {
    const key = keyOf(partId, locationId);
    const level = this.now.get(key) ?? empty(partId, locationId);
    const next: Level = {
      ...level,
      onHand: level.onHand + (by.onHand ?? 0),
      reserved: level.reserved + (by.reserved ?? 0),
      onOrder: level.onOrder + (by.onOrder ?? 0),
      backordered: level.backordered + (by.backordered ?? 0),
    };
    if (Math.min(next.onHand, next.reserved, next.onOrder, next.backordered, availableOf(next)) < 0) {
      throw new StockRefused(
        `part ${partId} at ${locationId}: ${JSON.stringify(by)} is not possible on ${describe(level)}`,
      );
    }
    this.now.set(key, next);
  }
}

const describe = ({ onHand, reserved, onOrder, backordered }: Level) =>
  `${onHand} on hand, ${reserved} reserved, ${onOrder} on order, ${backordered} backordered`;

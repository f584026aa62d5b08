import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { Clock, laterOf } from '#common/runtime/clock.js';
import type { Bench, Supply } from '../core/reservations/bench.js';
import type { Line, Reservation, Transfer } from '../core/reservations/reservation.js';
import type { Level } from '../core/stock/level.js';
import { type Lane, type Location, Network } from '../core/stock/network.js';
import { StockDraft } from '../core/stock/stock-draft.js';
import { InventorySettings } from '../settings.js';
import { addUnknownSite } from '../locations/network-places.js';
import { StockLedger } from '../stock/stock-ledger.service.js';
import { loadBook, loadOrders, saveBook } from './reservation-book.sql.js';

/** What a use case wants to work on: orders, and the parts and places that its event names. */
export interface Wanted {
  repairOrderIds: readonly string[];
  partIds?: readonly string[];
  siteId?: string | null;
  technicianId?: string | null;
  /** The time of the alarm that asks: it is not earlier now, even where the own clock says so. */
  alarmAt?: Date;
}

export interface OpenBook {
  bench: Bench;
  reservations: Map<string, Reservation>;
  transfersBefore: ReadonlyMap<string, Transfer>;
}

interface Loaded {
  reservations: Reservation[] | null;
  transfers: Transfer[] | null;
  parts: { root: string; id: string }[] | null;
  locations: Location[] | null;
  lanes: Lane[] | null;
  levels: Level[] | null;
  supplies: Supply[] | null;
}

/** Loads all that a decision about reservations needs in one statement, and writes what became of it. */
@Injectable()
export class ReservationBook {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: StockLedger,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  /** Takes the stock lock first: what is read here stays true until the transaction ends. */
  async open(wanted: Wanted): Promise<OpenBook> {
    this.ledger.lockMeanwhile();
    return this.opened(await this.loadAll(wanted), wanted.alarmAt);
  }

  /**
   * The same for one order and what is to be done with it. Every second order wants no part: where it has none either, stock and places are not read, and
   * its bench is empty.
   */
  async openOrder(repairOrderId: string, wanted: Omit<Wanted, 'repairOrderIds'> = {}): Promise<OpenBook> {
    this.ledger.lockMeanwhile();
    const repairOrderIds = [repairOrderId];
    if (!wanted.partIds?.length) {
      const loaded = await this.load(loadOrders, [repairOrderIds]);
      if (!loaded?.reservations?.some(({ lines }) => lines.length > 0)) return this.opened(loaded);
    }
    return this.opened(await this.loadAll({ ...wanted, repairOrderIds }));
  }

  private async loadAll({
    repairOrderIds,
    partIds = [],
    siteId,
    technicianId,
  }: Wanted): Promise<Partial<Loaded> | undefined> {
    const values = [repairOrderIds, partIds, siteId ?? null, technicianId ?? null];
    const loaded = await this.load(loadBook, values);
    if (!siteId || loaded?.locations?.some((place) => place.kind === 'site' && place.siteId === siteId)) return loaded;
    await this.transactions.manager.query(addUnknownSite, [siteId]);
    return this.load(loadBook, values);
  }

  private async load(text: string, values: readonly unknown[]): Promise<Partial<Loaded> | undefined> {
    const [row] = await prepared<{ book: Partial<Loaded> }>(this.transactions.manager, text, values);
    return row?.book;
  }

  private opened(loaded: Partial<Loaded> = {}, alarmAt?: Date): OpenBook {
    const now = this.clock.now();
    const transfers = new Map((loaded.transfers ?? []).map((transfer) => [transfer.id, withDates(transfer)]));
    return {
      bench: {
        now: alarmAt ? laterOf(now, alarmAt) : now,
        stock: new StockDraft(loaded.levels ?? []),
        network: new Network(loaded.locations ?? [], loaded.lanes ?? []),
        chainOf: chains(loaded.parts ?? []),
        supplies: (loaded.supplies ?? []).map((supply) => ({ ...supply, eta: new Date(supply.eta) })),
        transfers,
        newId: uuidv7,
        fetchFrom: this.settings.fetchFromProbability,
      },
      transfersBefore: new Map(transfers),
      reservations: new Map((loaded.reservations ?? []).map((found) => [found.repairOrderId, withDates(found)])),
    };
  }

  /** Writes stock, the given reservations with their lines, and changed transfers. */
  async save({ bench, transfersBefore }: OpenBook, reservations: readonly Reservation[]): Promise<void> {
    await this.ledger.save(bench.stock);
    for (const reservation of reservations) reservation.version += 1;
    const transfers = [...bench.transfers.values()].filter((transfer) => transfersBefore.get(transfer.id) !== transfer);
    const lines = reservations.flatMap(({ repairOrderId, lines: list }) =>
      list.map((line) => ({ repairOrderId, ...line })),
    );
    const rows = [reservations.map(({ lines: _, ...reservation }) => reservation), lines, transfers];
    this.transactions.meanwhile(
      prepared(
        this.transactions.manager,
        saveBook,
        rows.map((list) => JSON.stringify(list)),
      ),
    );
  }
}

const times = ['wantedAt', 'availableAt', 'expectedAt', 'endedAt', 'wantedSince', 'shippedAt', 'eta', 'arrivedAt'];

/** JSON has times as text. */
function withDates<T extends object>(row: T): T {
  for (const [name, value] of Object.entries(row)) {
    if (times.includes(name) && typeof value === 'string') Object.assign(row, { [name]: new Date(value) });
    if (name === 'lines') for (const line of value as Line[]) withDates(line);
  }
  return row;
}

/** Each part with its successors, in the order in which they were loaded: nearest first. */
function chains(parts: readonly { root: string; id: string }[]): (partId: string) => readonly string[] {
  const byRoot = new Map<string, string[]>();
  for (const { root, id } of parts) byRoot.set(root, [...(byRoot.get(root) ?? []), id]);
  return (partId) => byRoot.get(partId) ?? [];
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Holdings } from '#common/messaging/holdings.js';
import type { HoldingsView, HoldingView, UnhandledView } from '#common/messaging/holdings.dto.js';
import { Clock } from '#common/runtime/clock.js';
import {
  compareHoldings,
  type Difference,
  type Held,
  type HeldOrder,
  type HeldRequest,
} from '../core/reconciliation.js';
import { serviceNames } from '../settings.js';
import type {
  HeldDifferenceView,
  ReconciliationQuery,
  ReconciliationView,
  UnhandledByService,
} from './reconciliation.dto.js';
import { ServiceQuestions } from './service-questions.js';

const usualLimit = 100;
const usualSettledSeconds = 120;
/** Ids in one question: the address stays short. */
const idsAtOnce = 100;

type Row = Record<string, unknown> & { requestId: string };

/**
 * Compares what the services hold about the same requests and orders, some requests at a time, in the order of their ids. The services are asked one
 * after the other and not at one instant, so what changed recently is left out.
 */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly services: ServiceQuestions,
    private readonly own: Holdings,
    private readonly clock: Clock,
  ) {}

  async page(query: ReconciliationQuery, by: Actor): Promise<ReconciliationView> {
    const { rows, next } = await this.ofRequests(query, by);
    const [requests = [], orders = [], reservations = []] = rows;
    const orderIds = [...new Set([...orders, ...reservations].map(({ repairOrderId }) => String(repairOrderId)))];
    const [board, failures] = await Promise.all([
      inPieces(orderIds, async (keys) => (await this.own.list({ keys })).items),
      inPieces(orderIds, async (keys) => (await this.held('quality', { keys: keys.join() }, by)).items),
    ]);
    const held = {
      requests: requests as unknown as HeldRequest[],
      orders: orders as unknown as HeldOrder[],
      reservations: reservations as unknown as Held['reservations'],
      board: board.map(({ key, facts }) => ({ repairOrderId: key, status: String(facts['status']) })),
      failures: failures.map(({ key }) => ({ repairOrderId: key })),
    };
    const settledSeconds = query.settledForSeconds ?? usualSettledSeconds;
    const compared = compareHoldings(held, new Date(this.clock.now().getTime() - settledSeconds * 1000));
    return { ...compared, differences: await this.explained(compared.differences, by), ...(next && { next }) };
  }

  /** What the three services that know requests hold of the next ones, each list cut where one of them was too long. */
  private async ofRequests({ after, limit = usualLimit }: ReconciliationQuery, by: Actor) {
    const desk = await this.held('desk', { after, limit: String(limit) }, by);
    const upto = desk.complete ? undefined : desk.items.at(-1)?.key;
    const others = await Promise.all(
      (['dispatch', 'inventory'] as const).map((service) => this.held(service, { after, upto }, by)),
    );
    // Of a list that is not complete the last request may lack rows: it belongs to the next page.
    const cuts = others.flatMap(({ complete, items }) => (complete ? [] : [items.at(-1)?.key ?? '']));
    const end = cuts.toSorted()[0];
    const lists = [desk, ...others].map(({ items }) => items.filter(({ key }) => end === undefined || key < end));
    const seen = lists
      .flat()
      .map(({ key }) => key)
      .toSorted();
    const more = end !== undefined || upto !== undefined;
    return { rows: lists.map((items) => items.map(rowOf)), next: more ? (seen.at(-1) ?? end) : undefined };
  }

  private held(
    service: 'desk' | 'dispatch' | 'inventory' | 'quality',
    query: Record<string, string | undefined>,
    by: Actor,
  ): Promise<HoldingsView> {
    return this.services.ask<HoldingsView>(service, 'holdings', query, by);
  }

  /** Adds to each difference the messages that may be why. */
  private async explained(differences: readonly Difference[], by: Actor): Promise<HeldDifferenceView[]> {
    const keys = [...new Set(differences.flatMap((difference) => keysOf(difference)))];
    const unhandled = await inPieces(keys, (some) => this.unhandledEverywhere(some, by));
    return differences.map((difference) => {
      const own = keysOf(difference);
      return { ...difference, unhandled: unhandled.filter(({ key }) => own.includes(key)) };
    });
  }

  private async unhandledEverywhere(keys: readonly string[], by: Actor): Promise<UnhandledByService[]> {
    const named = (service: string, found: readonly UnhandledView[]) => found.map((one) => ({ service, ...one }));
    const told = serviceNames.map(async (service) =>
      named(service, await this.services.ask<UnhandledView[]>(service, 'unhandled', { keys: keys.join() }, by)),
    );
    return (await Promise.all([...told, this.own.unhandled(keys).then((found) => named('gateway', found))])).flat();
  }
}

const rowOf = ({ key, facts }: HoldingView): Row => ({ ...facts, requestId: key });

const keysOf = ({ requestId, repairOrderId }: Difference): string[] => [
  requestId,
  ...(repairOrderId ? [repairOrderId] : []),
];

async function inPieces<T>(ids: readonly string[], ask: (some: string[]) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < ids.length; from += idsAtOnce) all.push(...(await ask(ids.slice(from, from + idsAtOnce))));
  return all;
}

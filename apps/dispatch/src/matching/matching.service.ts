import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { nothingBooked } from '../core/matching/booked-times.js';
import type { Network } from '../core/matching/network.js';
import { rank, type Ranking } from '../core/matching/rank.js';
import { shortlist } from '../core/matching/shortlist.js';
import { greatCircleTravel } from '../core/matching/travel.js';
import type { World } from '../core/matching/world.js';
import { NetworkService } from '../network/network.service.js';
import { OfferingService } from '../offers/offering.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import { DispatchSettings } from '../settings.js';
import { BookingService } from '../visits/booking.service.js';
import { ExceptionsService } from './exceptions.service.js';
import { saveRanking } from './ranking-store.js';
import { askedBefore, situationOf } from './situation.js';

/** Two orders may want the same hour of a technician in the same instant; the later one looks again. */
const tries = 20;
/** Any number that nobody else locks in this database. */
const collisionLock = 7_226_010;

/** Gives an order that is ready to somebody: books an own technician, makes offers, or says why nobody can do it. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly booking: BookingService,
    private readonly offering: OfferingService,
    private readonly exceptions: ExceptionsService,
    private readonly settings: DispatchSettings,
  ) {}

  /** The order is locked (or new), `ready`, and saved by the caller afterwards. A site that keeps the order comes first. */
  async place(work: OrderInWork): Promise<void> {
    if (await this.bookAtKeptSite(work)) return;
    Object.assign(work.order, { keptSiteId: null, siteId: null, technicianId: null });
    const { manager } = this.transactions;
    const network = await this.network.current(manager);
    await this.until(work, async () => {
      const ranking = await this.rank(work.order, network);
      return (await this.settle(work, network, ranking)) ? ranking : undefined;
    });
  }

  /** Books the next visit at the site that has the order already; false when it keeps none or has nobody who could come. */
  async bookAtKeptSite(work: OrderInWork, reason: string | null = null): Promise<boolean> {
    if (work.order.keptSiteId === null) return false;
    const network = await this.network.current(this.transactions.manager);
    let possible = true;
    await this.until(work, async () => {
      const ranking = await this.rank(work.order, network);
      const [best] = ranking.candidates;
      possible = best !== undefined;
      return best === undefined || (await this.booking.book(work, best, reason)) ? ranking : undefined;
    });
    return possible;
  }

  private async until(work: OrderInWork, attempt: () => Promise<Ranking | undefined>): Promise<void> {
    for (let turn = 1; turn <= tries; turn += 1) {
      const ranking = await attempt();
      if (ranking) return saveRanking(this.transactions.manager, work.order, ranking, this.clock.now());
      if (turn === 1) await this.queueUp();
    }
    throw new Error(
      `repair order ${work.order.number}: ${tries} slots in a row were taken by others at the same moment`,
    );
  }

  /**
   * Orders that have collided once look again one after the other, until their transaction ends. Nothing is booked yet by who waits here, so nobody
   * waits for somebody who waits for him.
   */
  private async queueUp(): Promise<void> {
    await this.transactions.manager.query(`SELECT pg_advisory_xact_lock($1)`, [collisionLock]);
  }

  /** Asks so many more sites about an order that others are thinking about. They are ranked with those, so that the ranking still explains them all. */
  async askMore(work: OrderInWork, most: number): Promise<void> {
    const { manager } = this.transactions;
    const network = await this.network.current(manager);
    const ranking = rank(work.order, await this.world(work.order, network, { asAsked: false }), this.clock.now());
    await this.offering.offerMore(work, network, ranking, most);
    await saveRanking(manager, work.order, ranking, this.clock.now());
  }

  /** Ranks an order as things stand; changes nothing. */
  async rank(order: RepairOrder, network: Network): Promise<Ranking> {
    return rank(order, await this.world(order, network), this.clock.now());
  }

  /** What a ranking of this order needs to know, as things stand; `asAsked: false` = as if nobody were asked about it now. */
  async world(order: RepairOrder, network: Network, { asAsked = true } = {}): Promise<World> {
    const { manager } = this.transactions;
    const now = this.clock.now();
    const { refusals, asked } = await askedBefore(manager, order, now);
    const { offerMinutes } = this.settings;
    const unread: World = {
      network,
      travel: greatCircleTravel,
      offerMinutes,
      refusals,
      asked: asAsked ? asked : new Set(),
      ...nothingRead,
    };
    const { able } = shortlist(order, unread, now);
    return able.length === 0 ? unread : { ...unread, ...(await situationOf(manager, order, able, now)) };
  }

  private async settle(work: OrderInWork, network: Network, ranking: Ranking): Promise<boolean> {
    const [best] = ranking.candidates;
    if (!best) {
      await this.exceptions.wait(work, ranking);
      return true;
    }
    work.order.matchAttempts = 0;
    const own = network.site(best.siteId)?.kind === 'own';
    return own ? this.booking.book(work, best) : this.offering.offer(work, network, ranking);
  }
}

const nothingRead = {
  booked: nothingBooked,
  visitsOfDay: new Map<string, never>(),
  partsAt: new Map<string, never>(),
  competing: new Map<number, never>(),
};

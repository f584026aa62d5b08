import { takenByRule } from '../offers/counter-rule.js';
import { unknownAnswering } from '../offers/answering.js';
import { afterRefusal, atDeadline, decide, type OfferAtHand, type OfferStep } from '../offers/offer-decisions.js';
import { answerMinutes, counterMinutes, deadlineOf } from '../offers/offer-deadline.js';
import { askedAtOnce, type OfferRules } from '../offers/offer-rules.js';
import { sitesToAsk } from '../offers/sites-to-ask.js';
import { Random } from '../planning/search/random.js';
import { minuteMs } from '../time/zones.js';
import { Calendars, type SimulatedSite, sitesOf } from './simulated-sites.js';

export interface SimulationOptions {
  seed: number;
  /** New orders come until so many events were handled; then everything that is under way ends. */
  events: number;
  sites: number;
  /** Each site declines a share of its offers between 0 and this, and leaves one between 0 and that unanswered. */
  declines: number;
  silence: number;
  /** Share of the transactions that are lost before their COMMIT. */
  crashes: number;
  rules: OfferRules;
}

export interface SimulatedOffers {
  events: number;
  orders: number;
  accepted: number;
  /** Nobody was left to ask. */
  givenUp: number;
  cancelled: number;
  offers: number;
  /** Steps that were refused, and transactions that were lost. */
  refused: number;
  lost: number;
  /** Orders that two sites have, or hours of a technician that two orders have. */
  doubleBookings: number;
  /** Offers beyond those that may be out at once, offers and orders that never ended. */
  tooMany: number;
  stuck: number;
  /** From the order's arrival to its acceptance, one of each accepted order. */
  minutesToAccepted: number[];
}

interface SimulatedOffer extends OfferAtHand {
  hour: number | undefined;
  proposed: { start: Date | null; finish: Date | null };
}

interface SimulatedOrder {
  at: number;
  dueBy: Date;
  openedMs: number;
  status: 'offered' | 'accepted' | 'given-up' | 'cancelled';
  takenBy: string | null;
  offers: SimulatedOffer[];
}

const usualMinutes = 30;
const durationMinutes = 60;
const order = { emergency: false, priority: 'normal', durationMinutes } as const;
const aroundTheClock = { timeZone: 'UTC', periods: [], holidays: new Set<string>() };
const isLive = ({ status }: OfferAtHand) => status === 'pending' || status === 'countered';

/**
 * Random orders, answers, repeated and contradicting answers, deadlines, withdrawals, cancellations and lost transactions, decided by the very functions
 * with which the service decides. A transaction works on a copy of an order's rows, which is what the order's lock and PostgreSQL give the service; an
 * observer counts what must not be. Seeded; time goes in minutes.
 */
export class OfferSimulation {
  private readonly random: Random;
  private readonly sites: readonly SimulatedSite[];
  private readonly calendars = new Calendars();
  private readonly agenda: (() => void)[][] = [];
  private readonly orders: SimulatedOrder[] = [];
  private minute = 0;
  private offersMade = 0;
  private readonly told = { events: 0, refused: 0, lost: 0, doubleBookings: 0, tooMany: 0 };
  private readonly minutesToAccepted: number[] = [];

  constructor(private readonly options: SimulationOptions) {
    this.random = new Random(options.seed);
    this.sites = sitesOf(this.random, options);
  }

  run(): SimulatedOffers {
    this.arrive();
    for (; this.minute < this.agenda.length; this.minute += 1) {
      for (const event of this.agenda[this.minute] ?? []) {
        this.told.events += 1;
        event();
      }
      delete this.agenda[this.minute];
    }
    const count = (status: SimulatedOrder['status']) => this.orders.filter((one) => one.status === status).length;
    return {
      ...this.told,
      orders: this.orders.length,
      accepted: count('accepted'),
      givenUp: count('given-up'),
      cancelled: count('cancelled'),
      offers: this.offersMade,
      stuck: count('offered') + this.orders.flatMap(({ offers }) => offers.filter(isLive)).length,
      minutesToAccepted: this.minutesToAccepted,
    };
  }

  /** Adds an event to a minute, this one at the earliest. */
  private at(minutes: number, event: () => void): void {
    (this.agenda[this.minute + Math.max(1, Math.round(minutes))] ??= []).push(event);
  }

  private get now(): Date {
    return new Date(this.minute * minuteMs);
  }

  private arrive(): void {
    if (this.told.events >= this.options.events) return;
    const nowMs = this.minute * minuteMs;
    const hours = this.random.below(72) + 4;
    const opened: SimulatedOrder = {
      at: this.random.next(),
      dueBy: new Date(nowMs + hours * 60 * minuteMs),
      openedMs: nowMs,
      status: 'offered',
      takenBy: null,
      offers: [],
    };
    this.orders.push(opened);
    const atOnce = askedAtOnce(order, this.options.rules);
    this.surely(opened, (draft) => draft.status === 'offered' && this.ask(draft, atOnce));
    if (this.random.next() < 0.01) this.at(this.random.below(60), () => this.surely(opened, cancel));
    this.at(this.random.below(4), () => this.arrive());
  }

  /** The event path repeats what was lost. */
  private surely(kept: SimulatedOrder, change: (draft: SimulatedOrder) => boolean): void {
    if (!this.transaction(kept, change)) this.at(1, () => this.surely(kept, change));
  }

  /** Makes a change of one order, or nothing of it; whether it was not lost. A change that is refused is nothing too. */
  private transaction(kept: SimulatedOrder, change: (draft: SimulatedOrder) => boolean): boolean {
    const draft = { ...kept, offers: kept.offers.map((offer) => ({ ...offer })) };
    if (!change(draft)) this.told.refused += 1;
    else if (this.random.next() < this.options.crashes) {
      this.told.lost += 1;
      return false;
    } else this.commit(kept, draft);
    return true;
  }

  private commit(kept: SimulatedOrder, draft: SimulatedOrder): void {
    const made = draft.offers.slice(kept.offers.length);
    const had = kept.offers.filter(({ status }) => status === 'accepted').length;
    const has = draft.offers.filter(({ status }) => status === 'accepted');
    if (has.length > 1) this.told.doubleBookings += 1;
    if (draft.offers.filter(isLive).length > askedAtOnce(order, this.options.rules)) this.told.tooMany += 1;
    this.calendars.release(kept.offers);
    this.calendars.promise(draft.offers.filter(isLive));
    if (has.length > had) {
      this.minutesToAccepted.push(this.minute - kept.openedMs / minuteMs);
      if (!this.calendars.book(has.at(-1)?.hour)) this.told.doubleBookings += 1;
    }
    Object.assign(kept, draft);
    this.offersMade += made.length;
    for (const { id } of made) this.follow(kept, id);
  }

  /** What will happen to an offer that was just made. */
  private follow(kept: SimulatedOrder, id: string): void {
    const offer = offerIn(kept, id);
    this.at((offer.deadline.getTime() - this.minute * minuteMs) / minuteMs, () => this.deadline(kept, id));
    const site = this.sites[Number(offer.siteId)];
    const answer = site?.answer(this.random);
    if (answer) {
      const again = this.random.next() < 0.1; // an answer whose answer was lost, sent once more
      for (const late of again ? [0, 1] : [0]) this.at(answer.minutes + late, () => this.answer(kept, id, answer.step));
    }
    if (this.random.next() < 0.03) this.at(this.random.below(60), () => this.answer(kept, id, 'accept')); // changed his mind
    if (this.random.next() < 0.01) this.at(this.random.below(30), () => this.answer(kept, id, 'withdraw'));
  }

  /** Half of the sites send again what was lost. */
  private answer(kept: SimulatedOrder, id: string, step: OfferStep): void {
    const done = this.transaction(kept, (draft) => this.step(draft, id, step));
    if (!done && this.random.next() < 0.5) this.at(1, () => this.answer(kept, id, step));
    const { status } = offerIn(kept, id);
    if (step !== 'counter' || status !== 'countered') return;
    this.at(counterMinutes, () => this.deadline(kept, id));
    const office = this.random.next();
    if (office < 0.8) this.at(office * 60, () => this.answer(kept, id, office < 0.5 ? 'take-counter' : 'refuse'));
  }

  private step(draft: SimulatedOrder, id: string, step: OfferStep): boolean {
    const offer = offerIn(draft, id);
    const others = draft.offers.filter((one) => one.id !== id && isLive(one));
    const decision = decide(step, { offer, others, takenBy: draft.takenBy, now: this.now });
    if ('problem' in decision) return false;
    offer.status = decision.to;
    if (decision.to === 'accepted') return this.accept(draft, offer, decision.ended);
    if (decision.to === 'countered') return this.counter(draft, offer);
    return this.cameToNothing(draft);
  }

  private counter(draft: SimulatedOrder, offer: SimulatedOffer): boolean {
    const { proposed } = offer;
    const hour = this.calendars.laterThan(offer.hour, this.random);
    Object.assign(offer, { hour, deadline: new Date(this.now.getTime() + counterMinutes * minuteMs) });
    const start = new Date(Calendars.startMs(hour)).toISOString();
    const wanted = { start, ...(this.random.next() < 0.3 && { priceMinor: 9_900, currency: 'CNY' }), parts: [] };
    const asked = { dueBy: draft.dueBy, durationMinutes };
    return takenByRule(wanted, asked, proposed, this.options.rules.counter)
      ? this.step(draft, offer.id, 'take-counter')
      : true;
  }

  private accept(draft: SimulatedOrder, offer: SimulatedOffer, ended: readonly SimulatedOffer[]): boolean {
    if (!this.calendars.isFree(offer.hour)) return false; // the constraint of visits
    for (const other of ended) other.status = 'withdrawn';
    Object.assign(draft, { status: 'accepted', takenBy: offer.siteId });
    return true;
  }

  private deadline(kept: SimulatedOrder, id: string): void {
    this.surely(kept, (draft) => {
      const offer = offerIn(draft, id);
      const to = atDeadline(offer, true, this.now);
      if (to === undefined) return true;
      offer.status = to;
      return this.cameToNothing(draft);
    });
  }

  private cameToNothing(draft: SimulatedOrder): boolean {
    const atOnce = askedAtOnce(order, this.options.rules);
    const next = afterRefusal(draft.offers.filter(isLive).length, atOnce);
    return this.ask(draft, next === 'place' ? atOnce : next);
  }

  /** Asks so many more sites, the nearest first; nobody twice. */
  private ask(draft: SimulatedOrder, most: number): boolean {
    const asked = new Set(draft.offers.map(({ siteId }) => siteId));
    const nearest = this.sites.toSorted((one, other) => one.distanceTo(draft.at) - other.distanceTo(draft.at));
    const now = this.now.getTime();
    const minutes = answerMinutes(order, unknownAnswering, usualMinutes);
    const deadline = deadlineOf(order, aroundTheClock, now, minutes);
    for (const { siteId, candidate } of sitesToAsk(nearest, () => 'franchised', asked).slice(0, most)) {
      const hour = this.calendars.firstFree(candidate, deadline);
      const start = new Date(Calendars.startMs(hour));
      draft.offers.push({
        id: `${draft.offers.length}`,
        siteId,
        status: 'pending',
        deadline: new Date(deadline),
        hour,
        proposed: { start, finish: new Date(start.getTime() + durationMinutes * minuteMs) },
      });
    }
    if (!draft.offers.some(isLive)) draft.status = 'given-up';
    return true;
  }
}

function cancel(draft: SimulatedOrder): boolean {
  if (draft.status !== 'offered') return false;
  draft.status = 'cancelled';
  for (const offer of draft.offers.filter(isLive)) offer.status = 'withdrawn';
  return true;
}

function offerIn({ offers }: SimulatedOrder, id: string): SimulatedOffer {
  const found = offers[Number(id)];
  if (!found) throw new Error(`there is no offer ${id}`);
  return found;
}

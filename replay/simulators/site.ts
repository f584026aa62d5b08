import { randomFor } from '../../apps/standalone/src/demo/world/random.js';
import { type Agenda, roundedUp } from '../agenda.js';
import { type Api, ApiError } from '../api.js';
import type { StreamedFact } from '../event-stream.js';
import type { WorldOutside } from '../world-outside.js';
import { type Decision, decide, luckOf } from './site-habits.js';
import { count } from './simulator.js';
import { type HeldLine, type Visitor, work } from './visit-work.js';

const minute = 60_000;

interface OfferMade {
  offerId: string;
  requestId: string;
  repairOrderId: string;
  technicianId?: string;
  proposedStart?: string;
  deadline: string;
  madeAt: string;
  version: number;
}

interface VisitFact {
  visitId: string;
  requestId: string;
  repairOrderId: string;
  technicianId: string;
  start: string;
  travelSeconds?: number;
  version: number;
}

/** A visit as the site knows it. */
interface BookedVisit extends VisitFact {
  startAt: number;
  travelMilliseconds: number;
  state: 'planned' | 'gone' | 'under way';
}

export interface Crew {
  id: string;
  siteId: string;
  skills: { skill: string; level: number }[];
}

export interface SiteSettings {
  siteId: string;
  seed: number;
  assign: 'as-offered' | 'random';
}

/** One repair site with its own system: hears what concerns it on the live stream, and answers through the API with its own key. */
export class Site {
  private readonly visits = new Map<string, BookedVisit>();
  private readonly visitsOfOrder = new Map<string, number>();

  constructor(
    private readonly settings: SiteSettings,
    private readonly api: Api,
    /** Of all sites: only a random assignment sends somebody of another one. */
    private readonly crew: readonly Crew[],
    private readonly world: WorldOutside,
    private readonly agenda: Agenda,
    private readonly counts: Map<string, number>,
  ) {}

  hear({ type, data }: StreamedFact): void {
    if (type === 'dispatch.offer.made.v1') this.think(data as unknown as OfferMade);
    else if (type === 'dispatch.visit.scheduled.v1') this.book(data as unknown as VisitFact);
    else if (type === 'dispatch.visit.rescheduled.v1') this.move(data as unknown as VisitFact);
    else if (type === 'dispatch.visit.cancelled.v1' || type === 'dispatch.visit.missed.v1')
      this.drop(data as unknown as VisitFact);
  }

  private think(offer: OfferMade): void {
    const behind = this.world.behind(offer.requestId);
    if (!behind) return;
    const { seed, siteId } = this.settings;
    const made = Date.parse(offer.madeAt);
    const decision = decide(seed, behind.record.id, siteId, made, Date.parse(offer.deadline));
    count(this.counts, 'offers seen');
    if (decision.answer !== 'expire') this.agenda.add(decision.at, () => this.answer(offer, decision));
  }

  private async answer(offer: OfferMade, { answer, reason, laterMinutes }: Decision): Promise<void> {
    const action = answer === 'accept-then-assign' ? 'accept' : answer;
    try {
      await this.post(
        `/offers/${offer.offerId}/${action}`,
        this.answerBody(offer, answer, reason, laterMinutes),
        offer.version,
        offer.offerId,
      );
      if (answer === 'accept-then-assign') this.assignLater(offer);
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      count(this.counts, 'answers that came too late');
    }
  }

  private answerBody(offer: OfferMade, answer: Decision['answer'], reason: string, laterMinutes: number): object {
    if (answer === 'decline') return { reason };
    if (answer === 'counter')
      return {
        start: new Date(Date.parse(offer.proposedStart ?? offer.deadline) + laterMinutes * minute).toISOString(),
      };
    if (answer === 'accept-then-assign') return {};
    return this.assignment(offer);
  }

  private assignment({ technicianId, proposedStart }: OfferMade): object {
    const start = proposedStart && { start: proposedStart };
    return technicianId === undefined ? {} : { technicianId, ...start };
  }

  /** A site that decides later who comes. */
  private assignLater(offer: OfferMade): void {
    const now = this.agenda.now;
    this.agenda.add(roundedUp(now + 20 * minute), async () => {
      try {
        const path = `/repair-orders/${offer.repairOrderId}`;
        const { version } = await this.api.get<{ version: number }>(path);
        await this.post(`${path}/assign`, this.assignment(offer), version, `assign ${offer.offerId}`);
      } catch (error) {
        if (!isOvertaken(error)) throw error;
        count(this.counts, 'assignments that came too late');
      }
    });
  }

  private book(fact: VisitFact): void {
    if (!this.world.behind(fact.requestId)) return;
    const visit: BookedVisit = {
      ...fact,
      startAt: Date.parse(fact.start),
      travelMilliseconds: (fact.travelSeconds ?? 0) * 1_000,
      state: 'planned',
    };
    this.visits.set(fact.visitId, visit);
    this.plan(visit);
  }

  private move(fact: VisitFact): void {
    const visit = this.visits.get(fact.visitId);
    if (!visit || visit.state !== 'planned' || fact.version <= visit.version) return;
    Object.assign(visit, { version: fact.version, technicianId: fact.technicianId, startAt: Date.parse(fact.start) });
    this.plan(visit);
  }

  private drop({ visitId }: VisitFact): void {
    const visit = this.visits.get(visitId);
    if (visit) visit.state = 'gone';
    this.visits.delete(visitId);
  }

  private plan(visit: BookedVisit): void {
    const { version } = visit;
    this.agenda.add(roundedUp(visit.startAt - visit.travelMilliseconds), async () => {
      if (visit.state === 'planned' && visit.version === version) await this.depart(visit);
    });
  }

  private async depart(visit: BookedVisit): Promise<void> {
    const behind = this.world.behind(visit.requestId);
    if (!behind) return;
    const sequence = (this.visitsOfOrder.get(visit.requestId) ?? 0) + 1;
    this.visitsOfOrder.set(visit.requestId, sequence);
    const luck = luckOf(this.settings.seed, behind.record.id, sequence);
    visit.state = 'under way';
    if (!luck.forgetsDeparture) await this.step(visit, 'depart', {});
    const arrival = roundedUp(Math.max(visit.startAt, this.agenda.now) + luck.lateMinutes * minute);
    this.agenda.add(arrival, () => this.arrive(visit, luck));
  }

  private async arrive(visit: BookedVisit, luck: ReturnType<typeof luckOf>): Promise<void> {
    const behind = this.world.behind(visit.requestId);
    if (!behind || !(await this.step(visit, 'arrive', {}))) return;
    const lines = await this.heldFor(visit.repairOrderId);
    const visitor = this.visitorOf(visit, behind.truth.fault.category.skill);
    const result = work(behind.truth, visitor, lines, luck, this.agenda.now);
    const diagnosedAt = new Date(this.agenda.now + 10 * minute).toISOString();
    this.agenda.add(roundedUp(this.agenda.now + result.minutes * minute), async () => {
      const body = result.outcome === 'no_access' ? result.body : { ...result.body, diagnosedAt };
      if (await this.step(visit, 'finish', body)) count(this.counts, `visits: ${result.outcome}`);
      this.visits.delete(visit.visitId);
    });
  }

  /** Who comes, with the level in the skill that is needed. With `--assign random` anybody of the network comes, whoever was booked. */
  private visitorOf({ technicianId, visitId }: BookedVisit, skill: string): Visitor {
    const { assign, siteId, seed } = this.settings;
    const booked = this.crew.find(({ id }) => id === technicianId);
    const sent = assign === 'random' ? randomFor(seed, 'random', visitId).pick(this.crew) : booked;
    const level = sent?.skills.find((held) => held.skill === skill)?.level ?? 0;
    return { siteId: sent?.siteId ?? siteId, technicianId: sent?.id ?? technicianId, level };
  }

  private async heldFor(repairOrderId: string): Promise<HeldLine[]> {
    try {
      return (await this.api.get<{ lines: HeldLine[] }>(`/reservations/${repairOrderId}`)).lines;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return [];
      throw error;
    }
  }

  /** One step of a visit; false when the visit has been changed or taken away meanwhile. */
  private async step(visit: BookedVisit, action: 'depart' | 'arrive' | 'finish', body: object): Promise<boolean> {
    try {
      const answer = await this.post<{ version: number }>(
        `/visits/${visit.visitId}/${action}`,
        body,
        visit.version,
        `${action} ${visit.visitId}`,
      );
      visit.version = answer.version;
      return true;
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      count(this.counts, `${action}: the visit had changed`);
      return false;
    }
  }

  private post<T>(path: string, body: object, version: number | undefined, key: string): Promise<T> {
    return this.api.post<T>(path, body, {
      idempotencyKey: key.replaceAll(' ', '-'),
      ...(version !== undefined && { version }),
    });
  }
}

/** Somebody else was first: nothing wrong with that. */
const isOvertaken = (error: unknown) => error instanceof ApiError && [404, 409, 410, 412].includes(error.status);

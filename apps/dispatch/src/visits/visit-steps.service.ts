import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import type { Arrival, Departure, FinishedVisit, MovedVisit, VisitPin, VisitReason, VisitView } from './visit.dto.js';
import type { Visit } from './visit.entity.js';
import { VisitLists } from './visit-lists.service.js';
import { VisitMoves } from './visit-moves.service.js';
import { VisitPins } from './visit-pins.service.js';
import { VisitsService } from './visits.service.js';

type Seen = number | undefined;

/** The use cases of visits as the API knows them: bodies in, views out, in one transaction. */
@Injectable()
export class VisitSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly visits: VisitsService,
    private readonly moves: VisitMoves,
    private readonly pins: VisitPins,
    private readonly lists: VisitLists,
  ) {}

  depart(id: string, { at, eta }: Departure, seen: Seen, caller: Actor): Promise<VisitView> {
    return this.view(() => this.visits.depart(id, { ...dated('at', at), ...dated('eta', eta) }, seen, caller));
  }

  arrive(id: string, { at }: Arrival, seen: Seen, caller: Actor): Promise<VisitView> {
    return this.view(() => this.visits.arrive(id, dated('at', at), seen, caller));
  }

  finish(id: string, { at, diagnosedAt, ...report }: FinishedVisit, seen: Seen, caller: Actor): Promise<VisitView> {
    const { partsUsed = [], partsUnused = [], partsMissing = [], steps = [], ...rest } = report;
    const full = { ...rest, partsUsed, partsUnused, partsMissing, steps, ...dated('diagnosedAt', diagnosedAt) };
    return this.view(() => this.visits.finish(id, full, at ? new Date(at) : undefined, seen, caller));
  }

  miss(id: string, { reason }: VisitReason, seen: Seen, caller: Actor): Promise<VisitView> {
    return this.view(() => this.moves.miss(id, reason, seen, caller));
  }

  cancel(id: string, { reason }: VisitReason, seen: Seen, caller: Actor): Promise<VisitView> {
    return this.view(() => this.moves.cancel(id, reason, seen, caller));
  }

  reschedule(id: string, { start, ...wish }: MovedVisit, seen: Seen, caller: Actor): Promise<VisitView> {
    return this.view(() => this.moves.reschedule(id, { ...wish, start: new Date(start) }, seen, caller));
  }

  pin(id: string, { reason }: VisitPin, seen: Seen, caller: Actor): Promise<VisitView> {
    return this.view(() => this.pins.pin(id, reason ?? null, seen, caller));
  }

  release(id: string, seen: Seen, caller: Actor): Promise<VisitView> {
    return this.view(() => this.pins.release(id, seen, caller));
  }

  private view(change: () => Promise<Visit>): Promise<VisitView> {
    return this.transactions.run(async () => this.lists.view(await change()));
  }
}

const dated = <K extends string>(name: K, value: string | undefined): Partial<Record<K, Date>> =>
  value ? ({ [name]: new Date(value) } as Record<K, Date>) : {};

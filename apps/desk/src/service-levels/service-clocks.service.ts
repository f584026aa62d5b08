import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { insertRow, selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import type { WorkingHours } from '../core/service-level/calendar.js';
import {
  type ClockKind,
  nextAlertAt,
  pauseClock,
  resumeClock,
  type ServiceClock,
  startAnew,
  startClock,
  stopClock,
} from '../core/service-level/clock.js';
import type { ServiceRequest } from '../requests/service-request.entity.js';
import { RequestClock } from './request-clock.entity.js';
import { ServiceLevels } from './service-levels.service.js';

export const clockTimer = 'service-clock';

/** Promises that any word to the customer keeps. */
export const wordKinds = ['first_response', 'next_update'] as const satisfies readonly ClockKind[];

export interface ClockTimer {
  requestId: string;
  kind: ClockKind;
  attempt: number;
}

/** What a request needs for its clocks to start. */
export type Promised = Pick<ServiceRequest, 'id' | 'priority' | 'place'>;

/** The clocks of requests with their alarms. Whoever calls has locked the request, and stores it afterwards. */
@Injectable()
export class ServiceClocks {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly levels: ServiceLevels,
  ) {}

  /** The clocks of a new request, not yet stored; `responded`: somebody is talking to the customer already. */
  async plan(request: Promised, grade: string, at: Date, responded: boolean) {
    const level = await this.levels.find(grade, request.priority);
    const calendar = hoursAt(level.calendar, request.place.timeZone);
    const { warnShare } = level;
    const response = startClock({ targetSeconds: level.firstResponseSeconds, warnShare, calendar }, at);
    const completion = startClock({ targetSeconds: level.completionSeconds, warnShare, calendar }, at);
    const answered = responded ? { ...response, ...stopClock(response, at) } : response;
    const rows = [rowOf(request.id, 'first_response', 0, answered), rowOf(request.id, 'completion', 0, completion)];
    for (const [kind, targetSeconds] of [
      ['arrival', level.arrivalSeconds],
      ['next_update', level.updateSeconds],
    ] as const)
      if (targetSeconds !== null)
        rows.push(rowOf(request.id, kind, 0, startClock({ targetSeconds, warnShare, calendar }, at)));
    return { rows, firstResponseDueAt: response.dueAt, dueBy: completion.dueAt };
  }

  /** Stores planned clocks and sets their alarms. */
  async begin(rows: readonly RequestClock[]): Promise<void> {
    await this.transactions.run(async (manager) => {
      for (const row of rows) this.transactions.meanwhile(insertRow(manager, RequestClock, row));
    });
    for (const row of rows) if (!row.stoppedAt) await this.setAlarm(row);
  }

  /** A reopened request gets its full time to completion, and to the next word, again; what the first clocks said stays said. */
  async reopen(request: ServiceRequest, grade: string, at: Date): Promise<void> {
    const level = await this.levels.find(grade, request.priority);
    const calendar = hoursAt(level.calendar, request.place.timeZone);
    const { warnShare, updateSeconds } = level;
    const clock = startClock({ targetSeconds: level.completionSeconds, warnShare, calendar }, at);
    const rows = [rowOf(request.id, 'completion', await this.nextAttempt(request.id, 'completion'), clock)];
    if (updateSeconds !== null) {
      const update = startClock({ targetSeconds: updateSeconds, warnShare, calendar }, at);
      rows.push(rowOf(request.id, 'next_update', await this.nextAttempt(request.id, 'next_update'), update));
    }
    await this.begin(rows);
    request.dueBy = clock.dueAt;
    request.atRisk = false;
  }

  /** What was promised has happened, or is no longer promised. */
  async stop(request: ServiceRequest, kinds: readonly ClockKind[], at: Date): Promise<void> {
    const rows = await this.running(request.id, kinds);
    for (const row of rows) await this.apply(request, row, stopClock(row, at));
    if (rows.length > 0) Object.assign(request, await this.flags(request.id));
  }

  /** The customer has heard of us: that is the first response if there was none, and the next word is due anew. */
  async respond(request: ServiceRequest, at: Date): Promise<void> {
    const rows = (await this.running(request.id, wordKinds)).filter(
      ({ kind, startedAt }) => kind !== 'next_update' || startedAt <= at, // what comes late was overtaken by a later word
    );
    for (const row of rows) {
      const next = startAnew(row, at);
      await this.apply(request, row, stopClock(row, at));
      if (row.kind === 'next_update') await this.begin([rowOf(request.id, row.kind, row.attempt + 1, next)]);
    }
    if (rows.length > 0) Object.assign(request, await this.flags(request.id));
  }

  /** Stops whatever still runs: the request has ended. */
  async end(request: ServiceRequest, at: Date): Promise<void> {
    const rows = await this.running(request.id);
    for (const row of rows) await this.apply(request, row, stopClock(row, at));
    if (rows.length > 0) Object.assign(request, await this.flags(request.id));
  }

  /** Whether a promise of one of these kinds still waits to be kept; locks nothing. */
  runs(requestId: string, kinds: readonly ClockKind[]): Promise<boolean> {
    return this.transactions.run((manager) =>
      manager.existsBy(RequestClock, { requestId, kind: In([...kinds]), stoppedAt: IsNull() }),
    );
  }

  async pause(request: ServiceRequest, reason: string, at: Date): Promise<void> {
    for (const row of await this.running(request.id)) await this.apply(request, row, pauseClock(row, reason, at));
  }

  /** Answers whether a clock stood for this reason. */
  async resume(request: ServiceRequest, reason: string, at: Date): Promise<boolean> {
    const held = (await this.running(request.id)).filter(({ pauses }) => pauses.includes(reason));
    for (const row of held) await this.apply(request, row, resumeClock(row, reason, at));
    return held.length > 0;
  }

  /** Whether the time by which all is to be done stands still; undefined where nothing is to be done any more. */
  isPaused(requestId: string): Promise<boolean | undefined> {
    return this.transactions.run(async (manager) => {
      const [clock] = await manager.query<{ paused: boolean }[]>(
        `SELECT running_since IS NULL AS paused FROM service_clock
         WHERE request_id = $1 AND kind = 'completion' AND stopped_at IS NULL ORDER BY attempt DESC LIMIT 1`,
        [requestId],
      );
      return clock?.paused;
    });
  }

  /** The clock of an alarm, locked; undefined if it is gone. */
  find({ requestId, kind, attempt }: ClockTimer): Promise<RequestClock | null> {
    return this.transactions.run((manager) =>
      manager.findOne(RequestClock, { where: { requestId, kind, attempt }, lock: { mode: 'pessimistic_write' } }),
    );
  }

  list(requestId: string): Promise<RequestClock[]> {
    return this.transactions.run((manager) =>
      manager.find(RequestClock, { where: { requestId }, order: { startedAt: 'ASC', kind: 'DESC' } }),
    );
  }

  /** Stores a change of a clock, moves its alarm, and tells the request when it is due. */
  async apply(request: ServiceRequest, row: RequestClock, change: Partial<ServiceClock>): Promise<void> {
    if (Object.keys(change).length === 0) return;
    Object.assign(row, change);
    const { requestId, kind, attempt, dueAt } = row;
    await this.transactions.run(async (manager) =>
      this.transactions.meanwhile(updateRow(manager, RequestClock, { requestId, kind, attempt }, change)),
    );
    await this.setAlarm(row);
    if (!dueAt) return;
    if (kind === 'completion') request.dueBy = dueAt;
    if (kind === 'first_response') request.firstResponseDueAt = dueAt;
  }

  private async setAlarm(row: RequestClock): Promise<void> {
    const { requestId, kind, attempt } = row;
    const at = nextAlertAt(row);
    const key = `${requestId}/${kind}`;
    if (at) await this.timers.set(clockTimer, key, at, { requestId, kind, attempt } satisfies ClockTimer);
    else await this.timers.cancel(clockTimer, key);
  }

  private running(requestId: string, kinds?: readonly ClockKind[]): Promise<RequestClock[]> {
    const where =
      'request_id = $1 AND stopped_at IS NULL AND ($2::text[] IS NULL OR kind = ANY ($2)) FOR NO KEY UPDATE';
    return this.transactions.run((manager) => selectRows(manager, RequestClock, where, [requestId, kinds ?? null]));
  }

  private nextAttempt(requestId: string, kind: ClockKind): Promise<number> {
    return this.transactions.run(async (manager) => {
      const [row] = await manager.query<[{ attempt: number }]>(
        `SELECT coalesce(max(attempt) + 1, 0) AS attempt FROM service_clock WHERE request_id = $1 AND kind = $2`,
        [requestId, kind],
      );
      return row.attempt;
    });
  }

  /** A word that came late is settled by coming: nobody has to do anything about it any more. */
  private flags(requestId: string): Promise<{ atRisk: boolean; breached: boolean }> {
    return this.transactions.run(async (manager) => {
      const [row] = await manager.query<[{ atRisk: boolean; breached: boolean }]>(
        `SELECT coalesce(bool_or(breached_at IS NOT NULL AND (kind <> 'next_update' OR stopped_at IS NULL)), false) AS breached,
           coalesce(bool_or(warned_at IS NOT NULL AND breached_at IS NULL AND stopped_at IS NULL), false) AS "atRisk"
         FROM service_clock WHERE request_id = $1`,
        [requestId],
      );
      return row;
    });
  }
}

function rowOf(requestId: string, kind: ClockKind, attempt: number, clock: ServiceClock): RequestClock {
  return Object.assign(new RequestClock(), { requestId, kind, attempt, ...clock });
}

/** The calendar on the walls of its own zone, or of the place. */
export function hoursAt(
  calendar: (Omit<NonNullable<WorkingHours>, 'timeZone'> & { timeZone: string | null }) | null,
  timeZone: string,
): WorkingHours {
  return calendar && { ...calendar, timeZone: calendar.timeZone ?? timeZone };
}

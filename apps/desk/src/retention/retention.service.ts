import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { DeskSettings } from '../settings.js';
import { Timeline } from '../timeline/timeline.service.js';
import {
  endedRequests,
  forgottenCustomers,
  remember,
  removeCalls,
  removeContacts,
  removeFiles,
  removeNotices,
  removeReporters,
  removeStreets,
} from './retention.sql.js';

const dayMilliseconds = 86_400_000;
/** Nightly at 02:00 UTC. */
const hourOfDay = 2 * 3_600_000;
const requestsAtOnce = 100;
const callsAtOnce = 1000;

/** Where a night's work goes on: behind this request. */
export interface RetentionPlace {
  openedAt?: string;
  id?: string;
}

interface Ended {
  id: string;
  customerId: string;
  openedAt: string;
}

/**
 * Removes personal data of requests that ended long ago: files, who reported, what customers were told, numbers and recordings of calls, and, of customers for whom nothing has been
 * open since, contacts and streets. The steps stay. A pass may be repeated: what is done is remembered.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
    private readonly settings: DeskSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.retainPersonalDays === undefined) return;
    await this.transactions.run(async (manager) => {
      const [found] = await manager.query<unknown[]>(`SELECT 1 FROM timer WHERE kind = 'retention'`);
      if (!found) await this.setNext();
    });
  }

  /** Some requests; the rest follows at once, the next night when none is left. Switched off meanwhile: nothing, and no further night. */
  async pass({ openedAt, id }: RetentionPlace): Promise<void> {
    const { retainPersonalDays: days } = this.settings;
    if (days === undefined) return;
    const now = this.clock.now();
    const endedBefore = new Date(now.getTime() - days * dayMilliseconds);
    await this.transactions.run(async (manager) => {
      const place = [openedAt ?? null, id ?? null];
      const ended = await manager.query<Ended[]>(endedRequests, [endedBefore, ...place, requestsAtOnce]);
      if (ended.length > 0) await this.remove(manager, ended, endedBefore, now);
      const [cleared] = await manager.query<{ calls: number }[]>(removeCalls, [endedBefore, callsAtOnce]);
      const last = ended.length === requestsAtOnce ? ended.at(-1) : undefined;
      if (last) await this.setNext({ openedAt: last.openedAt, id: last.id });
      else await this.setNext(cleared?.calls === callsAtOnce ? {} : undefined);
    });
  }

  private async remove(manager: EntityManager, ended: readonly Ended[], endedBefore: Date, now: Date): Promise<void> {
    const ids = ended.map(({ id }) => id);
    await manager.query(removeFiles, [ids, now]);
    await manager.query(removeReporters, [ids]);
    await manager.query(removeNotices, [ids]);
    await manager.query(remember, [ids, now]);
    const customerIds = [...new Set(ended.map(({ customerId }) => customerId))];
    const customers = await manager.query<{ id: string }[]>(forgottenCustomers, [customerIds, endedBefore]);
    if (customers.length > 0) await this.forget(manager, customers);
    await this.timeline.add(...ids.map((requestId) => ({ requestId, kind: 'personal_data_removed' })));
  }

  private async forget(manager: EntityManager, customers: readonly { id: string }[]): Promise<void> {
    const ids = customers.map(({ id }) => id);
    await manager.query(removeContacts, [ids]);
    await manager.query(removeStreets, [ids]);
  }

  private async setNext(place?: RetentionPlace): Promise<void> {
    const now = this.clock.now().getTime();
    const night = (Math.floor((now - hourOfDay) / dayMilliseconds) + 1) * dayMilliseconds + hourOfDay;
    await this.timers.set('retention', 'nightly', new Date(place ? now : night), place ?? {});
  }
}

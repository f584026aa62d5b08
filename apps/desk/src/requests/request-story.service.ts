import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { decodeCursor, limitOf, type Page, type PageQuery, toPage } from '#common/http/pages.js';
import { invalid } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { type ServiceClock, usedAt } from '../core/service-level/clock.js';
import type { RequestClock } from '../service-levels/request-clock.entity.js';
import { ServiceClocks } from '../service-levels/service-clocks.service.js';
import type { TimelineEntry } from '../timeline/timeline-entry.entity.js';
import { Timeline } from '../timeline/timeline.service.js';
import { RequestLists } from './request-lists.service.js';
import type { ServiceClockView, TimelineView } from './request-story.dto.js';

/** What has happened to a request, and how its promises stand. */
@Injectable()
export class RequestStory {
  constructor(
    private readonly clock: Clock,
    private readonly lists: RequestLists,
    private readonly steps: Timeline,
    private readonly serviceClocks: ServiceClocks,
  ) {}

  async timeline(id: string, query: PageQuery, caller: Actor): Promise<Page<TimelineView>> {
    await this.lists.visible(id, caller);
    const [after = '0'] = decodeCursor(query.cursor, 1) ?? [];
    if (!/^\d{1,18}$/.test(String(after))) throw invalid('cursor', 'is not a cursor of this list');
    const limit = limitOf(query);
    return toPage((await this.steps.list(id, String(after), limit + 1)).map(timelineView), limit, ({ seq }) => [seq]);
  }

  async clocks(id: string, caller: Actor): Promise<ServiceClockView[]> {
    await this.lists.visible(id, caller);
    const now = this.clock.now();
    return (await this.serviceClocks.list(id)).map((row) => clockView(row, now));
  }
}

function timelineView({
  seq,
  kind,
  at,
  fromStatus,
  toStatus,
  actorKind,
  actorId,
  actorName,
  data,
}: TimelineEntry): TimelineView {
  return {
    seq,
    kind,
    at: at.toISOString(),
    ...(fromStatus && { from: fromStatus }),
    ...(toStatus && { to: toStatus }),
    actorKind,
    actorId,
    actorName,
    data,
  };
}

function clockView(row: RequestClock, now: Date): ServiceClockView {
  const { kind, attempt, targetSeconds, startedAt, dueAt, warnedAt, breachedAt, stoppedAt } = row;
  return {
    kind,
    attempt,
    state: stateOf(row),
    targetSeconds,
    usedSeconds: Math.floor(usedAt(row, now) / 1000),
    startedAt: startedAt.toISOString(),
    ...(dueAt && { dueAt: dueAt.toISOString() }),
    ...(warnedAt && { warnedAt: warnedAt.toISOString() }),
    ...(breachedAt && { breachedAt: breachedAt.toISOString() }),
    ...(stoppedAt && { stoppedAt: stoppedAt.toISOString() }),
  };
}

function stateOf({ breachedAt, stoppedAt, runningSince }: ServiceClock): ServiceClockView['state'] {
  if (breachedAt) return 'breached';
  if (stoppedAt) return 'kept';
  return runningSince ? 'running' : 'paused';
}

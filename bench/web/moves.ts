import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Api } from '../../replay/api.js';
import { largestGroup, reportsOf } from '../../test/web/busy-day.js';

interface Visit {
  id: string;
  technicianId: string;
  start: string;
  finish: string;
  status: string;
  version: number;
}

const quarter = 900_000;
/** Franchised sites are asked and do not answer here: the visits are those of own sites, several a day for each of their people. */
const reportsForOne = 10;
const patienceSeconds = 240;
/** Hours of the board's clock, which is UTC in Wales in March: whoever is done by then has not worked until the evening. */
const lastHour = 16;

/** Real visits that really move: each to a quarter of an hour later and back again. */
export class Moves {
  private turn = 0;

  private constructor(
    private readonly api: Api,
    private readonly visits: Visit[],
    private readonly run: string,
  ) {}

  /** Reports faults until so many visits are the last ones of somebody's day, with room after each of them. */
  static async prepare(dispatcher: Api, agent: Api, wanted: number): Promise<Moves> {
    const run = Date.now().toString(36);
    const reports = reportsOf({ country: 'GB', subdivisions: ['WLS'], language: 'en' }, reportsForOne * wanted);
    for (const [number, report] of reports.entries())
      await agent.post('/requests', report, { idempotencyKey: `${run}-${number}` });
    for (let tries = 0; tries < patienceSeconds; tries += 1) {
      const { quiet } = await dispatcher.get<{ quiet: boolean }>('/clock'); // what is booked later may be in the way
      const { items } = await dispatcher.get<{ items: Visit[] }>('/visits?status=planned&limit=200');
      const free = items.filter((visit) => hasRoom(visit, items));
      if (quiet && free.length >= wanted) return new Moves(dispatcher, free.slice(0, wanted), run);
      await pause(1_000);
    }
    throw new Error(`fewer than ${wanted} visits with room after them were booked within ${patienceSeconds} s`);
  }

  /** The day on which most of the visits are, as the timeline's address counts them from business time; only its visits are moved from now on. */
  keepOneDay(today: string): number {
    const dayOf = ({ start }: Visit) => start.slice(0, 10);
    const ofDay = largestGroup(this.visits, dayOf);
    const day = ofDay[0] ? dayOf(ofDay[0]) : today;
    this.visits.splice(0, this.visits.length, ...ofDay);
    return Math.round((Date.parse(day) - Date.parse(today.slice(0, 10))) / 86_400_000);
  }

  /** The visit that moves next. */
  get nextId(): string {
    return this.visits[this.turn % this.visits.length]?.id ?? '';
  }

  /** Moves the next visit; answers which, where it is now, and when that was sent, in milliseconds of the clock. */
  async next(): Promise<{ id: string; start: string; sentAt: number }> {
    const visit = this.visits[this.turn % this.visits.length];
    if (!visit) throw new Error('there is no visit to move');
    const isBack = Math.floor(this.turn / this.visits.length) % 2 === 1;
    this.turn += 1;
    const start = new Date(Date.parse(visit.start) + (isBack ? -quarter : quarter)).toISOString();
    const sentAt = Date.now();
    const moved = await this.api.post<Visit>(
      `/visits/${visit.id}/reschedule`,
      { start, technicianId: visit.technicianId, reason: 'bench' },
      { idempotencyKey: `${this.run}-move-${this.turn}`, version: visit.version },
    );
    Object.assign(visit, { start: moved.start, finish: moved.finish, version: moved.version });
    return { id: visit.id, start: moved.start, sentAt };
  }
}

/** Nothing that the same technician does begins within two hours of its end, and the day is not over then. */
function hasRoom(visit: Visit, all: readonly Visit[]): boolean {
  const [start, finish] = [Date.parse(visit.start), Date.parse(visit.finish)];
  const isInTheWay = (other: Visit) =>
    other !== visit &&
    other.technicianId === visit.technicianId &&
    Date.parse(other.start) >= start &&
    Date.parse(other.start) < finish + 8 * quarter;
  return new Date(finish).getUTCHours() < lastHour && !all.some(isInTheWay);
}

/** In the page: remembers in which frame the bar of a visit last changed its place. */
export const watchBars = `(() => {
  window.barMovedAt = new Map();
  const places = new Map();
  const look = () => {
    for (const bar of document.querySelectorAll('.timeline .visit')) {
      const { visit } = bar.dataset;
      if (places.get(visit) !== bar.style.left) {
        if (places.has(visit)) window.barMovedAt.set(visit, Date.now());
        places.set(visit, bar.style.left);
      }
    }
    requestAnimationFrame(look);
  };
  look();
})()`;

/** Milliseconds from sending a change until the bar stands elsewhere; throws when it does not within ten seconds. */
export async function shownAfter(page: Page, { id, sentAt }: { id: string; sentAt: number }): Promise<number> {
  const moved = await page.waitForFunction(
    ([visit, since]) => {
      const at = (globalThis as unknown as { barMovedAt: Map<string, number> }).barMovedAt.get(visit);
      return at !== undefined && at >= since ? at : undefined;
    },
    [id, sentAt] as const,
    { timeout: 10_000 },
  );
  return ((await moved.jsonValue()) ?? Infinity) - sentAt;
}

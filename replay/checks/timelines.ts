import type { Client } from 'pg';
import type { CheckResult } from './ledger.js';

/** The life of a repair order as the manual draws it; written down here a second time on purpose. */
const legal: Readonly<Record<string, readonly string[]>> = {
  draft: ['ready', 'cancelled'],
  ready: ['offered', 'scheduled', 'cancelled'],
  offered: ['accepted', 'ready', 'cancelled'],
  accepted: ['scheduled', 'ready', 'cancelled'],
  scheduled: ['en_route', 'on_site', 'ready', 'waiting_parts', 'cancelled'],
  en_route: ['on_site', 'ready', 'cancelled'],
  on_site: ['completed', 'cannot_complete', 'waiting_parts', 'ready'],
  waiting_parts: ['scheduled', 'ready', 'cancelled'],
  completed: ['closed'],
  cannot_complete: ['closed'],
};

interface Step {
  order: string;
  number: string;
  from: string;
  to: string;
  at: Date;
  status: string;
}

/** Every order's timeline begins as a draft, takes only legal steps, never goes back in time and ends where the order stands. */
export async function checkTimelines(client: Client): Promise<CheckResult> {
  const { rows } = await client.query<Step>(
    `SELECT o.id AS order, o.number, t.from_status AS from, t.to_status AS to, t.at, o.status
     FROM dispatch.repair_order o LEFT JOIN dispatch.repair_order_transition t ON t.repair_order_id = o.id ORDER BY o.id, t.id`,
  );
  const timelines = new Map<string, Step[]>();
  for (const row of rows) timelines.set(row.order, [...(timelines.get(row.order) ?? []), row]);
  const faults = [...timelines.values()].flatMap((steps) => faultIn(steps) ?? []);
  return { name: 'timelines', looked: timelines.size, faults };
}

/** The first thing wrong in one order's steps. */
export function faultIn(steps: readonly Step[]): string | undefined {
  let [standing, time] = ['draft', 0];
  for (const { number, from, to, at } of steps) {
    if (from === null) return `order ${number} has no timeline`;
    if (from !== standing) return `order ${number} was ${standing}, its next step begins at ${from}`;
    if (!legal[from]?.includes(to)) return `order ${number} went from ${from} to ${to}`;
    if (at.getTime() < time) return `order ${number} went back in time when it became ${to}`;
    [standing, time] = [to, at.getTime()];
  }
  const last = steps.at(-1);
  return last && last.status !== standing
    ? `order ${last.number} is ${last.status}, its timeline ends with ${standing}`
    : undefined;
}

import { useMemo, useState } from 'react';
import type { useTechnicians } from '../api/lookups.js';
import { isAbout, type MoveCheck, useMoveCheck, type Wanted } from '../moves/queries.js';
import { useDebounced } from '../moves/use-debounced.js';
import { type BoardOrder, type Order, useOrder } from '../orders/queries.js';
import { useNow } from '../time/business-clock.js';
import type { BoardVisit } from '../visits/queries.js';
import { type MoveFault, moveFaults, moveRules } from './move-faults.js';
import { type MoveTravel, travelOf } from './move-travel.js';
import { minutesOf } from './stretch.js';
import type { Spot } from './use-grid-drag.js';

export type Technician = NonNullable<ReturnType<typeof useTechnicians>['data']>[number];

/** What is moved over the rows: a visit, or an order that has none yet. */
export type What = { visit: BoardVisit } | { order: BoardOrder };

export interface Dragged {
  what: What;
  spot: Spot;
  milliseconds: number;
  person: Technician;
  /** What the board itself knows, until the server has answered. */
  faults: readonly MoveFault[];
  travel: MoveTravel | undefined;
  /** What the server says of this very spot. */
  verdict: MoveCheck | undefined;
}

/** A hand that stands still for so long wants to know. */
const askedAfterMilliseconds = 120;
/** How long an order takes, for the moment until it has been read: the board does not say. */
const usualMinutes = 60;

const orderIdOf = (what: What) => ('visit' in what ? what.visit.repairOrderId : what.order.id);

/** Whether it cannot be dropped here: the server's word counts, before it is there the board's own. */
export const isAbsolute = ({ faults, verdict }: Pick<Dragged, 'faults' | 'verdict'>) =>
  verdict ? !verdict.isPossible : faults.some((fault) => moveRules[fault].absolute);

/** Whether any rule speaks against it. */
export const isDoubtful = ({ faults, verdict }: Pick<Dragged, 'faults' | 'verdict'>) =>
  verdict ? verdict.broken.length > 0 : faults.length > 0;

function wishOf(what: What, { start, minutes }: Spot, order: Order | undefined) {
  if ('order' in what) {
    const { place, siteId } = what.order;
    return { visitId: '', siteId, place, start, finish: start + (order?.durationMinutes ?? usualMinutes) * 60_000 };
  }
  const { id: visitId, siteId, place } = what.visit;
  return { visitId, siteId, place, start, finish: start + (minutes ?? minutesOf(what.visit)) * 60_000 };
}

interface Board {
  people: readonly Technician[];
  /** Everybody, also those whose rows are not shown. */
  technicians: readonly Technician[];
  visits: readonly BoardVisit[];
  zone: string;
}

/** What is being moved, with mouse, finger or keys, and what is known about the place where it is held: the ways before and after, the rules it breaks. */
export function useDragging({ people, technicians, visits, zone }: Board) {
  const now = useNow();
  const [held, setHeld] = useState<{ what: What; spot: Spot; technicianId: string | undefined }>();
  const { data: asked } = useOrder(held && orderIdOf(held.what));
  const homes = useMemo(() => new Map(technicians.map(({ id, home }) => [id, home])), [technicians]);
  const wantedAt = (what: What, { row, start, minutes }: Spot): Wanted | undefined => {
    const technicianId = people[row]?.id;
    if (technicianId === undefined) return undefined;
    const wanted = { repairOrderId: orderIdOf(what), technicianId, start: new Date(start).toISOString() };
    return { ...wanted, ...(minutes !== undefined && { durationMinutes: minutes }) };
  };
  /** Over the person, wherever the row is by now: rows come and go while a filter leaves out those without such a visit. */
  const spot = held && { ...held.spot, row: people.findIndex(({ id }) => id === held.technicianId) };
  const wanted = held && spot && wantedAt(held.what, spot);
  const name = wanted && `${wanted.repairOrderId} ${wanted.technicianId} ${wanted.start} ${wanted.durationMinutes}`;
  const { data: verdict } = useMoveCheck(useDebounced(wanted, name, askedAfterMilliseconds));
  const check = (what: What, at: Spot): Dragged | undefined => {
    const person = people[at.row];
    const there = wantedAt(what, at);
    if (!person || !there) return undefined;
    const order = asked?.id === orderIdOf(what) ? asked : undefined;
    const wish = wishOf(what, at, order);
    const travel = travelOf(wish, person, visits, (id) => homes.get(id));
    const tooTight = travel?.isTooTight ?? false;
    const faults = moveFaults(wish, person, visits, { now, zone, asked: order, tooTight });
    return {
      what,
      spot: at,
      person,
      milliseconds: wish.finish - wish.start,
      faults,
      travel,
      verdict: isAbout(verdict, there) ? verdict : undefined,
    };
  };
  return {
    hold: (what: What, at: Spot | undefined) => setHeld(at && { what, spot: at, technicianId: people[at.row]?.id }),
    letGo: () => setHeld(undefined),
    check,
    dragged: held && spot && check(held.what, spot),
  };
}

import type { RefObject } from 'react';
import { useTexts } from '../texts/text-context.js';
import { type KeyBinding, useKeys } from '../ui/use-keys.js';
import type { BoardVisit } from '../visits/queries.js';
import { minutesOf, possibleMinutes } from './stretch.js';
import type { Spot } from './use-grid-drag.js';
import type { Technician, useDragging } from './use-dragging.js';

interface TimelineKeys {
  people: readonly Technician[];
  byTechnician: ReadonlyMap<string, readonly BoardVisit[]>;
  rows: RefObject<HTMLElement | null>;
  /** Brings a row into sight. */
  scrollTo: (row: number) => void;
  dragging: ReturnType<typeof useDragging>;
  mayMove: boolean;
  onChoose: (visitId: string) => void;
  onPin: (visit: BoardVisit) => void;
  /** Further keys of the board. */
  more: readonly KeyBinding[];
}

const stepMilliseconds = 900_000;
const stepMinutes = stepMilliseconds / 60_000;

/**
 * The timeline without a mouse: arrows go from visit to visit; with Shift they hold the visit elsewhere, full stop and comma its end, as a drag would, with everything that is
 * against it, until Enter drops it or Escape lets go.
 */
export function useTimelineKeys({ people, byTechnician, rows, scrollTo, dragging, ...rest }: TimelineKeys): void {
  const texts = useTexts();
  const words = texts.dispatch.boardKeys;
  const { dragged } = dragging;
  const visitsOf = (row: number) => byTechnician.get(people[row]?.id ?? '') ?? [];
  const current = () => {
    const id = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['visit'] : undefined;
    const row = people.findIndex((_person, index) => visitsOf(index).some((visit) => visit.id === id));
    const visit = visitsOf(row).find((one) => one.id === id);
    return visit && { row, visit };
  };
  const focus = (visit: BoardVisit | undefined, row: number) => {
    if (!visit) return;
    dragging.letGo();
    scrollTo(row);
    focusSoon(() => rows.current?.querySelector<HTMLElement>(`[data-visit="${visit.id}"]`));
  };
  const first = () => {
    const row = people.findIndex((_person, index) => visitsOf(index).length > 0);
    focus(visitsOf(row)[0], row);
  };
  const along = (step: 1 | -1) => {
    const at = current();
    if (!at) return first();
    const visits = visitsOf(at.row);
    focus(visits[visits.indexOf(at.visit) + step], at.row);
  };
  const across = (step: 1 | -1) => {
    const at = current();
    if (!at) return first();
    for (let row = at.row + step; row >= 0 && row < people.length; row += step) {
      const nearest = visitsOf(row).toSorted((one, other) => distance(one, at.visit) - distance(other, at.visit))[0];
      if (nearest) return focus(nearest, row);
    }
  };
  const hold = (move: (spot: Spot, visit: BoardVisit) => Spot) => {
    const at = current();
    if (!at || !rest.mayMove || at.visit.status !== 'planned') return;
    const isHeld = dragged && 'visit' in dragged.what && dragged.what.visit.id === at.visit.id;
    const spot = move(isHeld ? dragged.spot : { row: at.row, start: Date.parse(at.visit.start) }, at.visit);
    const row = Math.max(0, Math.min(people.length - 1, spot.row));
    scrollTo(row);
    dragging.hold({ visit: at.visit }, { ...spot, row });
  };
  const key = (name: string, label: string, does: () => void): KeyBinding => ({ keys: [name], label, does });
  const shift = (rowStep: number, steps: number) => () =>
    hold(({ row, start, ...length }) => ({ ...length, row: row + rowStep, start: start + steps * stepMilliseconds }));
  const stretch = (step: 1 | -1) => () =>
    hold(({ minutes, ...spot }, visit) => ({
      ...spot,
      minutes: possibleMinutes((minutes ?? minutesOf(visit)) + step * stepMinutes),
    }));
  useKeys(texts.pages.timeline, [
    key('ArrowRight', words.nextVisit, () => along(1)),
    key('ArrowLeft', words.previousVisit, () => along(-1)),
    key('ArrowDown', words.below, () => across(1)),
    key('ArrowUp', words.above, () => across(-1)),
    { keys: ['Enter'], label: words.enter, does: () => current() ?? first() },
    ...(rest.mayMove
      ? [
          key('Shift+ArrowRight', words.later, shift(0, 1)),
          key('Shift+ArrowLeft', words.earlier, shift(0, -1)),
          key('Shift+ArrowDown', words.nextTechnician, shift(1, 0)),
          key('Shift+ArrowUp', words.previousTechnician, shift(-1, 0)),
          { keys: ['.', '>'], label: words.longer, does: stretch(1) },
          { keys: [',', '<'], label: words.shorter, does: stretch(-1) },
          key('x', words.choose, () => {
            const at = current();
            if (at) rest.onChoose(at.visit.id);
          }),
          key('p', texts.moves.pinKey, () => {
            const at = current();
            if (at?.visit.status === 'planned') rest.onPin(at.visit);
          }),
        ]
      : []),
    ...(dragged ? [key('Escape', words.letGo, dragging.letGo)] : []),
    ...rest.more,
  ]);
}

/** A row that was out of sight is there some frames later. */
function focusSoon(find: () => HTMLElement | null | undefined, framesLeft = 20): void {
  requestAnimationFrame(() => {
    const found = find();
    if (found) found.focus();
    else if (framesLeft > 0) focusSoon(find, framesLeft - 1);
  });
}

const distance = (one: BoardVisit, other: BoardVisit) => Math.abs(Date.parse(one.start) - Date.parse(other.start));

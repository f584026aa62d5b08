import { useState } from 'react';
import type { BoardOrder } from '../orders/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { useChosen } from '../ui/use-chosen.js';
import type { KeyBinding } from '../ui/use-keys.js';
import type { BoardVisit } from '../visits/queries.js';
import { type BulkAction, type BulkRow, daysLater, idOf, rowsFor } from './bulk.js';
import type { BulkOutcome } from './bulk-dialog.js';
import type { useMoves } from './use-moves.js';

interface BulkOf {
  visits: readonly BoardVisit[];
  orders: readonly BoardOrder[];
  zone: string;
  moves: ReturnType<typeof useMoves>;
}

/** What is chosen among visits and waiting orders, and what is about to be done to it. */
export function useBulk({ visits, orders, zone, moves }: BulkOf) {
  const { dispatch } = useTexts();
  const format = useFormat();
  const { chosen, toggle, choose } = useChosen();
  const [action, setAction] = useState<BulkAction>();
  const rows: readonly BulkRow[] = [
    ...visits.filter(({ id }) => chosen.has(id)).map((visit) => ({ visit })),
    ...orders.filter(({ id }) => chosen.has(id)).map((order) => ({ order })),
  ];
  const nameOf = (row: BulkRow) =>
    'visit' in row
      ? `${format.dateTime(row.visit.start, zone)} ${row.visit.technicianName ?? ''} · ${row.visit.place.locality}`
      : `${row.order.number} · ${row.order.place.locality}`;
  const done = (outcomes: readonly BulkOutcome[]) => {
    choose(outcomes.filter(({ problem }) => problem).map(({ row }) => idOf(row)));
    if (action !== 'earlier' && action !== 'later') return;
    const days = action === 'later' ? 1 : -1;
    moves.note(
      outcomes.flatMap(({ row, answer }) => {
        if (!answer || !('visit' in row)) return [];
        const { id: visitId, repairOrderId, start, technicianId } = row.visit;
        const to = { start: daysLater(start, days, zone), technicianId };
        const move = { visitId, repairOrderId, name: nameOf(row), zone, from: { start, technicianId }, to };
        return [{ move, version: answer.version }];
      }),
    );
  };
  const begin = (wished: BulkAction) => {
    if (rowsFor(wished, rows).length > 0) setAction(wished);
  };
  const { moves: words, bulk } = dispatch;
  const keys: KeyBinding[] = [
    { keys: ['z', 'Mod+z'], label: words.undo, does: moves.undo },
    { keys: ['y', 'Mod+y', 'Mod+Shift+z'], label: words.redo, does: moves.redo },
    { keys: ['-'], label: bulk.keys.earlier, does: () => begin('earlier') },
    { keys: ['+'], label: bulk.keys.later, does: () => begin('later') },
    { keys: ['Delete'], label: bulk.keys.giveUp, does: () => begin('giveUp') },
    { keys: ['m'], label: bulk.keys.match, does: () => begin('match') },
  ];
  return {
    chosen,
    toggle,
    clear: () => choose([]),
    rows,
    action,
    begin,
    end: () => setAction(undefined),
    done,
    nameOf,
    keys,
  };
}

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answerOf, api, once } from '../api/client.js';
import { type Outcome, sendEach } from '../api/send-each.js';
import { useTexts } from '../texts/text-context.js';
import type { BoardVisit, Visit } from '../visits/queries.js';
import { assignAgain, plannedVisitOf, takeBack } from './assignments.js';
import { minutesOf } from './stretch.js';
import { afterMoves, afterStep, type History, type Move, noHistory, writesOf } from './move-history.js';

type Write = ReturnType<typeof writesOf>[number];
export type MoveOutcome = Outcome<Write, Pick<Visit, 'version'>>;

const placeOf = ({ start, technicianId }: Pick<Visit, 'start' | 'technicianId'>) => ({ start, technicianId });

/** A visit as it was, and as it is after it was moved or takes another time. */
export function moveOf(before: BoardVisit, after: Visit, name: string, zone: string): Move {
  const isStretched = minutesOf(before) !== minutesOf(after);
  const place = (visit: BoardVisit | Visit) => ({
    ...placeOf(visit),
    ...(isStretched && { durationMinutes: minutesOf(visit) }),
  });
  const { id: visitId, repairOrderId } = before;
  return { visitId, repairOrderId, name, zone, from: place(before), to: place(after) };
}

/**
 * The moves and assignments of this page that can be taken back and done again. Each is a write like any other, on the version that our own last write left: what
 * somebody else has changed meanwhile is refused, shown, and no longer offered.
 */
export function useMoves() {
  const texts = useTexts();
  const client = useQueryClient();
  const [history, setHistory] = useState<History>(noHistory);
  const [refused, setRefused] = useState<readonly MoveOutcome[]>([]);
  const [isBusy, setBusy] = useState(false);
  const busy = useRef(false);
  const step = async (way: 'undo' | 'redo') => {
    const writes = writesOf(history, way);
    if (busy.current || writes.length === 0) return;
    busy.current = true;
    setBusy(true);
    const reason = texts.dispatch.moves[way === 'undo' ? 'undoReason' : 'redoReason'];
    const send = ({ move, place, version }: Write, key: string): Promise<Pick<Visit, 'version'>> => {
      if (!place) return takeBack(move, { key, reason, changed: texts.moves.changed });
      if (!move.from) return assignAgain(move, { key, reason });
      return answerOf(
        api.POST('/api/v1/visits/{id}/reschedule', {
          params: { path: { id: move.visitId }, header: once(key, version) },
          body: { ...place, reason },
        }),
      );
    };
    try {
      const outcomes = await sendEach(writes, send);
      setHistory((before) => afterStep(before, way, outcomes));
      setRefused(outcomes.filter(({ problem }) => problem));
    } finally {
      busy.current = false;
      setBusy(false);
      for (const topic of ['visits', 'board-visits', 'orders']) void client.invalidateQueries({ queryKey: [topic] });
    }
  };
  return {
    mayUndo: history.done.length > 0 && !isBusy,
    mayRedo: history.undone.length > 0 && !isBusy,
    undo: () => void step('undo'),
    redo: () => void step('redo'),
    refused,
    forgetRefused: () => setRefused([]),
    /** Remembers that an order was assigned, to whom and when as it was booked. */
    async noteAssigned(repairOrderId: string, name: string, zone: string) {
      const visit = await plannedVisitOf(repairOrderId);
      if (!visit) return;
      const move = { visitId: repairOrderId, repairOrderId, name, zone, from: undefined, to: placeOf(visit) };
      setHistory((before) => afterMoves(before, [move], { [repairOrderId]: visit.version }));
    },
    /** Remembers moves that were made together. */
    note: (moves: readonly { move: Move; version: number }[]) =>
      setHistory((before) =>
        afterMoves(
          before,
          moves.map(({ move }) => move),
          Object.fromEntries(moves.map(({ move, version }) => [move.visitId, version])),
        ),
      ),
  };
}

import type { Outcome } from '../api/send-each.js';

/** Where a visit is: when, and with whom. */
export interface Place {
  start: string;
  technicianId: string;
  /** How long it takes, where a move has changed that. */
  durationMinutes?: number;
}

/** One visit that was moved, or an order that was assigned. */
export interface Move {
  /** Of an order that was assigned its own id: its visit is another one each time. */
  visitId: string;
  repairOrderId: string;
  /** How it is called in a list of results. */
  name: string;
  zone: string;
  /** Nothing for an order that nobody had. */
  from: Place | undefined;
  to: Place;
}

/** What can be taken back and done again, the latest last. Moves made together are one step; `versions` are those that our own writes left behind. */
export interface History {
  done: readonly (readonly Move[])[];
  undone: readonly (readonly Move[])[];
  versions: Readonly<Record<string, number>>;
}

export const noHistory: History = { done: [], undone: [], versions: {} };
const mostSteps = 50;

/** The history after moves that were made: what had been undone can no longer be done again. */
export function afterMoves(
  { done, versions }: History,
  moves: readonly Move[],
  versionsNow: Readonly<Record<string, number>>,
): History {
  if (moves.length === 0) return { done, undone: [], versions };
  return { done: [...done, moves].slice(-mostSteps), undone: [], versions: { ...versions, ...versionsNow } };
}

/** The writes of a step: where each visit must go, on the version that our last write of it left. Undoing begins with the last one. */
export function writesOf(history: History, way: 'undo' | 'redo') {
  const step = (way === 'undo' ? history.done : history.undone).at(-1) ?? [];
  return (way === 'undo' ? step.toReversed() : step).map((move) => ({
    move,
    place: way === 'undo' ? move.from : move.to,
    version: history.versions[move.visitId] ?? 0,
  }));
}

/** The history after a step was undone or done again: what was refused is out of it, for somebody else has changed that visit. */
export function afterStep(
  history: History,
  way: 'undo' | 'redo',
  outcomes: readonly Outcome<{ move: Move }, { version: number }>[],
): History {
  const versions = { ...history.versions };
  for (const { row, answer } of outcomes) if (answer) versions[row.move.visitId] = answer.version;
  const made = outcomes.filter(({ answer }) => answer).map(({ row }) => row.move);
  const step = way === 'undo' ? made.toReversed() : made;
  const [from, to] = way === 'undo' ? (['done', 'undone'] as const) : (['undone', 'done'] as const);
  const refused = new Set(outcomes.filter(({ problem }) => problem).map(({ row }) => row.move.visitId));
  const without = (steps: History['done']) =>
    steps.map((moves) => moves.filter(({ visitId }) => !refused.has(visitId))).filter((moves) => moves.length > 0);
  return {
    ...history,
    [from]: without(history[from].slice(0, -1)),
    [to]: step.length > 0 ? [...without(history[to]), step] : without(history[to]),
    versions,
  };
}

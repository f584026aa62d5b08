import { Problem } from '../api/problem.js';
import { afterMoves, afterStep, type Move, noHistory, writesOf } from './move-history.js';

const at = (hour: number, technicianId = 'a') => ({ start: `2026-03-02T${hour}:00:00Z`, technicianId });
const move = (visitId: string, from: number, to: number): Move => ({
  visitId,
  repairOrderId: 'order',
  name: visitId,
  zone: 'UTC',
  from: at(from),
  to: at(to),
});
const stale = new Problem(412, 'stale-version', '', undefined, [], undefined);

describe('the history of moves', () => {
  it('goes back and forth on the versions that its own writes left', () => {
    const first = afterMoves(noHistory, [move('x', 10, 11)], { x: 2 });
    const second = afterMoves(first, [move('x', 11, 12)], { x: 3 });
    const [write] = writesOf(second, 'undo');
    expect(write).toMatchObject({ place: at(11), version: 3 });
    const back = afterStep(second, 'undo', [{ row: write!, answer: { version: 4 } }]);
    expect(writesOf(back, 'undo')).toMatchObject([{ place: at(10), version: 4 }]);
    expect(writesOf(back, 'redo')).toMatchObject([{ place: at(12), version: 4 }]);
    const again = afterStep(back, 'redo', [{ row: writesOf(back, 'redo')[0]!, answer: { version: 5 } }]);
    expect(again.done).toHaveLength(2);
    expect(again.undone).toEqual([]);
  });

  it('undoes what was moved together from its end, and does it again from its beginning', () => {
    const history = afterMoves(noHistory, [move('x', 10, 11), move('y', 11, 12)], { x: 2, y: 2 });
    expect(writesOf(history, 'undo').map(({ move: { visitId } }) => visitId)).toEqual(['y', 'x']);
    const rows = writesOf(history, 'undo');
    const back = afterStep(
      history,
      'undo',
      rows.map((row) => ({ row, answer: { version: 3 } })),
    );
    expect(writesOf(back, 'redo').map(({ move: { visitId } }) => visitId)).toEqual(['x', 'y']);
  });

  it('forgets every step of a visit that somebody else has changed, and keeps those of others', () => {
    const history = [move('x', 9, 10), move('y', 9, 10), move('x', 10, 11)].reduce(
      (before, one) => afterMoves(before, [one], { [one.visitId]: 2 }),
      noHistory,
    );
    const after = afterStep(history, 'undo', [{ row: writesOf(history, 'undo')[0]!, problem: stale }]);
    expect(after.undone).toEqual([]);
    expect(after.done).toEqual([[move('y', 9, 10)]]);
  });

  it('takes an assignment back to nobody, and gives it to the same one again', () => {
    const assigned: Move = { ...move('order', 9, 10), from: undefined };
    const history = afterMoves(noHistory, [assigned], { order: 1 });
    const [write] = writesOf(history, 'undo');
    expect(write).toMatchObject({ place: undefined });
    const back = afterStep(history, 'undo', [{ row: write!, answer: { version: 2 } }]);
    expect(writesOf(back, 'redo')).toMatchObject([{ place: at(10) }]);
  });

  it('cannot do again what was undone before something new', () => {
    const history = afterMoves({ ...noHistory, undone: [[move('x', 1, 2)]] }, [move('y', 9, 10)], { y: 7 });
    expect(writesOf(history, 'redo')).toEqual([]);
  });
});

import { positionOf, restockPositionOf, stockPointOf } from './move.js';
import type { Routes } from './routes.js';
import { Timetable } from './timetable.js';
import { WholeInsertion } from './whole-insertion.js';

/** When a visit would start, were a move carried out that `Insertion` found. */
export class StartOfMove {
  private readonly whole: WholeInsertion;

  constructor(private readonly routes: Routes) {
    const { instance, stride, open, close } = routes;
    const timetable = routes.timetable ?? new Timetable(instance, instance.finer, stride + 2, open, close);
    this.whole = new WholeInsertion(routes, timetable);
  }

  /** At the earliest, or as the timetable has it where there is one; Infinity when the route cannot be driven so. */
  of(visit: number, route: number, move: number): number {
    const isEarliest = this.routes.timetable === undefined;
    return this.whole.startOf(visit, route, positionOf(move), restockPositionOf(move), stockPointOf(move), isEarliest);
  }
}

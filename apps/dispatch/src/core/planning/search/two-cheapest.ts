/** The cheapest and the second cheapest of the moves looked at; costs are Infinity when there is none. */
export class TwoCheapest {
  cost = Infinity;
  move = 0;
  secondCost = Infinity;
  secondMove = 0;

  /** Hears of a move that is cheaper than the second cheapest. */
  note(cost: number, move: number): void {
    if (cost < this.cost) {
      this.secondCost = this.cost;
      this.secondMove = this.move;
      this.cost = cost;
      this.move = move;
    } else {
      this.secondCost = cost;
      this.secondMove = move;
    }
  }
}

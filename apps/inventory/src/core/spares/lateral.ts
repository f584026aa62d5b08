/** Share of the demands of a place by how they are served. */
export interface Served {
  direct: number;
  lateral: number;
  emergency: number;
}

export interface LateralPair {
  /** Units wanted per time at each of the two places. */
  rates: readonly [number, number];
  stock: readonly [number, number];
  /** Each outstanding unit comes back at this rate. */
  repairRate: number;
}

/**
 * Two places that help each other out: a demand takes from its own shelf, else from the other's, else it is an emergency and leaves. What is outstanding
 * belongs to the place whose stock is short. Exact: stationary state of the Markov chain of outstanding units. `help: false` for places on their own.
 */
export function lateralService({ rates, stock, repairRate }: LateralPair, help = true): [Served, Served] {
  const [s1, s2] = stock;
  const width = s2 + 1;
  const states = (s1 + 1) * width;
  const flow = Array.from({ length: states }, () => new Float64Array(states));
  const add = (from: number, to: number, rate: number) => {
    const row = flow[from];
    if (row) row[to] = (row[to] ?? 0) + rate;
  };
  for (let n1 = 0; n1 <= s1; n1 += 1) {
    for (let n2 = 0; n2 <= s2; n2 += 1) {
      const here = n1 * width + n2;
      const [has1, has2] = [n1 < s1, n2 < s2];
      if (has1) add(here, here + width, rates[0] + (help && !has2 ? rates[1] : 0));
      if (has2) add(here, here + 1, rates[1] + (help && !has1 ? rates[0] : 0));
      if (n1 > 0) add(here, here - width, n1 * repairRate);
      if (n2 > 0) add(here, here - 1, n2 * repairRate);
    }
  }
  const share = stationary(flow);
  const served = (own: 0 | 1): Served => {
    let [direct, lateral] = [0, 0];
    share.forEach((probability, state) => {
      const free = [s1 - Math.floor(state / width), s2 - (state % width)];
      if ((free[own] ?? 0) > 0) direct += probability;
      else if (help && (free[1 - own] ?? 0) > 0) lateral += probability;
    });
    return { direct, lateral, emergency: 1 - direct - lateral };
  };
  return [served(0), served(1)];
}

/** Stationary probabilities of a Markov chain from its rates, by eliminating state after state without subtraction (Grassmann, Taksar, Heyman 1985). */
export function stationary(rates: readonly Float64Array[]): Float64Array {
  const flow = rates.map((row) => Float64Array.from(row));
  const at = (row: number, column: number) => flow[row]?.[column] ?? 0;
  for (let last = flow.length - 1; last > 0; last -= 1) {
    let out = 0;
    for (let to = 0; to < last; to += 1) out += at(last, to);
    for (let from = 0; from < last; from += 1) {
      const row = flow[from];
      if (!row || out === 0) continue;
      row[last] = at(from, last) / out;
      for (let to = 0; to < last; to += 1) row[to] = (row[to] ?? 0) + (row[last] ?? 0) * at(last, to);
    }
  }
  const share = new Float64Array(flow.length);
  share[0] = 1;
  for (let state = 1; state < flow.length; state += 1) {
    for (let from = 0; from < state; from += 1)
      share[state] = (share[state] ?? 0) + (share[from] ?? 0) * at(from, state);
  }
  const sum = share.reduce((total, value) => total + value, 0);
  return share.map((value) => value / sum);
}

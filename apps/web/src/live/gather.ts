/** The first of a burst is passed on after this time, */
const firstMilliseconds = 80;
/** and what follows at most so often: a page reads again, however much happens. */
const paceMilliseconds = 700;

/** Collects values and passes each of them on once per turn. */
export function gather<T>(pass: (values: ReadonlySet<T>) => void) {
  let waiting = new Set<T>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let passedAt = 0;
  const turn = () => {
    const values = waiting;
    waiting = new Set();
    timer = undefined;
    passedAt = Date.now();
    pass(values);
  };
  return {
    add(values: Iterable<T>) {
      for (const value of values) waiting.add(value);
      if (waiting.size > 0)
        timer ??= setTimeout(turn, Math.max(firstMilliseconds, passedAt + paceMilliseconds - Date.now()));
    },
    stop: () => clearTimeout(timer),
  };
}

/** A difference with its sign, written as its value is; `=` for none. */
export const signed = (difference: number, shown: (value: number) => string) =>
  difference === 0 ? '=' : `${difference > 0 ? '+' : '−'}${shown(Math.abs(difference))}`;

/** Percentages that somebody typed, such as `90, 95 % 99.5`, as shares; none for an empty text, undefined where one cannot be read. */
export function sharesOf(typed: string): number[] | undefined {
  const numbers = typed
    .split(/[\s,，、;；%]+/)
    .filter((one) => one !== '')
    .map(Number);
  return numbers.every(Number.isFinite) ? numbers.map((percent) => Number((percent / 100).toPrecision(6))) : undefined;
}

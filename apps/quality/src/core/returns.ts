/** How long after the finish the same fault counts as a return. */
export const returnWindowDays = 30;

const day = 86_400_000;

/** Whether a return at this time, for the same asset and fault, falls within 30 days of the finish. A return before the finish counts as well:
 * events may carry times of different clocks. */
export function isReturn(finishedAt: Date, returnedAt: Date | null): boolean {
  return returnedAt !== null && returnedAt.getTime() <= finishedAt.getTime() + returnWindowDays * day;
}

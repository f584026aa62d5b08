/** After so many wrong codes for one visit none counts any more. */
export const mostWrongTries = 5;

/** A code may be entered a little before the arrival is reported, and some time after it: telephones are put away and taken out again. */
const earlyMilliseconds = 10 * 60_000;
const lateMilliseconds = 30 * 60_000;

/**
 * Whether a code that was entered at this instant (by our own clock) bears out the arrival that the technician reports. One that comes hours later shows
 * that the two have met, but not when.
 */
export function confirmsArrival(enteredAt: Date, arrivedAt: Date): boolean {
  const later = enteredAt.getTime() - arrivedAt.getTime();
  return later >= -earlyMilliseconds && later <= lateMilliseconds;
}

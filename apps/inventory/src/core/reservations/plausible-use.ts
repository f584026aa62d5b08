/** What one visit reports of one part. Pieces. */
export interface ReportedUse {
  reported: number;
  /** Of these, what was in no stock that the technician could have had it from. */
  unbacked: number;
  /** What an order usually takes; undefined while too few have taken any. */
  usual: number | undefined;
}

/** More pieces than this from nowhere are doubted, whatever is usual: no jacket pocket holds them, and a slip of a digit or two does. */
const mostUnbacked = 20;
/** A use is doubted beyond so many times the usual one: a digit too many is ten times as much, and honest repairs seldom take that. */
const mostTimesUsual = 10;
/** Less than this cannot be doubted, so that nobody needs to know what is usual. */
const leastDoubted = Math.min(mostUnbacked, mostTimesUsual);

/** Whether the usual quantity must be known to judge. */
export const needsUsual = ({ reported, unbacked }: Omit<ReportedUse, 'usual'>) =>
  unbacked > 0 && reported > leastDoubted;

/**
 * The pieces that count as demand: all of them, or, where more came from nowhere than anybody can have had, what stock gave and one usual use (one piece
 * where none is known). What stock gave is never doubted: it was there, and now it is not.
 */
export function countedPieces({ reported, unbacked, usual }: ReportedUse): number {
  const isDoubted =
    unbacked > mostUnbacked || (unbacked > 0 && usual !== undefined && reported > mostTimesUsual * usual);
  return isDoubted ? Math.min(reported, reported - unbacked + (usual ?? 1)) : reported;
}

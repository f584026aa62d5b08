/** Closed interval in seconds since the problem's origin, which the caller chooses (usually midnight of the first day). */
export interface TimeWindow {
  startSeconds: number;
  endSeconds: number;
}

export const hourSeconds = 3600;

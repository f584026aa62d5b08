/** Messages are spread over this many lanes by a hash of consumer and key (the generated column `inbox.lane`). */
export const laneCount = 16;

/** Numbers beside the lanes for the other jobs of which a schema has only one at a time. */
const jobs = { relay: 100, retention: 101 } as const;

/** SQL that is true if this transaction now owns the lane, or does already. */
export const tryLane = (lane: string) => `pg_try_advisory_xact_lock(hashtext(current_schema()), ${lane})`;
export const tryJob = (job: keyof typeof jobs) => tryLane(String(jobs[job]));
/** SQL that waits for the lane. */
export const waitForLane = (lane: string) => `pg_advisory_xact_lock(hashtext(current_schema()), ${lane})`;

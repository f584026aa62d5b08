/** What the replay and its simulators say to each other. A simulator reaches Callout through the public API alone; this is the world outside. */

/** Business time has moved: do what is due. Answered by `Settled` with the same number. */
export interface ClockMoved {
  kind: 'clock';
  number: number;
  now: number;
}

/** A customer reported this record: whoever visits will find its hidden truth. */
export interface Reported {
  kind: 'reported';
  requestId: string;
  recordId: string;
}

export interface Stop {
  kind: 'stop';
}

export type ToSimulator = ClockMoved | Reported | Stop;

export interface Ready {
  kind: 'ready';
}

/** Everything that was due is done. */
export interface Settled {
  kind: 'settled';
  number: number;
  /** How many things were done for this. */
  done: number;
  nextAt?: number;
  /** What a simulator counts, for the table. */
  counts: Record<string, number>;
  failures: Record<string, number>;
}

export type FromSimulator = Ready | Reported | Settled;

/** What a simulator is told when it is started, as its only argument. */
export interface SimulatorSettings {
  url: string;
  file: string;
  keysFile: string;
  seed: number;
  demoSeed: number;
  limit: number;
  assign: 'as-offered' | 'random';
  /** Business time when the replay began. */
  startsAt: number;
  /** Working days over which the records are spread. */
  days: number;
}

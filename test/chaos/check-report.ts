/** A moment at which a process was killed. */
export interface Kill {
  /** Such as `dispatch-1`, `postgres`, `kafka`. */
  what: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Until when the effect is looked at. */
  until: number;
}

/** What the observer has seen while instances of some services were dead. */
export interface Observation {
  /** How often it has looked. */
  looks: number;
  /** By service and task (`desk to_send`, `desk to_handle`): the longest time in milliseconds for which an event has waited for it. */
  longest: Record<string, number>;
}

/** What the checker has counted. Lists hold at most ten examples each, and then how many there are. */
export interface CheckReport {
  begun: number;
  acknowledged: number;
  /** Acknowledged only after a repetition. */
  repeated: number;
  refused: string[];
  unanswered: number;
  lost: string[];
  doubled: string[];
  /** There, though nobody's write was acknowledged. */
  unexpected: string[];
  /** Places whose movements do not add up to what is on hand. */
  unevenLedger: string[];
  /** Consumers that have not handled every event of a type that they hear. */
  unhandled: string[];
  /** How many pairs of event and consumer were handled. */
  handled: number;
  stuck: string[];
  drainMilliseconds: number;
  /** For each kill of a service: the longest time between the commit of an event and its arrival at that service. */
  longestWait: { what: string; milliseconds: number; events: number }[];
  /** For each kill: how many writes were acknowledged from then on in the time that is looked at. */
  acknowledgedDuring: { what: string; writes: number }[];
}

export interface RunningBroker {
  pid: number;
  brokers: string[];
  /** Resolves when it has ended, however that came; not where it was told to end with its parent. */
  ended: Promise<unknown>;
  /** Orderly. */
  stop(): Promise<void>;
  /** As if the machine had failed. */
  kill(): Promise<void>;
}

/** Why the broker cannot run here, or undefined if it can. */
export function missingForKafka(): string | undefined;
/** Fetches the jars once. */
export function fetchJars(): void;
/** Starts a broker whose data lie in `folder`, on `port` and the next one; what is there from before is used again. */
export function startKafka(options: {
  folder: string;
  port: number;
  maxMessageBytes?: number;
  endsWithParent?: boolean;
}): Promise<RunningBroker>;

import type { Retention } from './retention.js';
import type { EventTransport } from './transport.js';

/** How a service takes part in the event path; also the injection token. */
export class MessagingOptions {
  service: string;
  schema: string;
  transport: EventTransport;
  /** How many lanes of the inbox are worked on at the same time. */
  workers: number;
  /** Where it differs from the usual one. */
  retentionDays?: Partial<Retention>;
}

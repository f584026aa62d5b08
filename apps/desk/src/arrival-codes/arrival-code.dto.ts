import { Code, Flag, Id, Instant, Optional, Whole } from '#common/validation/fields.js';
import { mostWrongTries } from '../core/arrival-code.js';

/** What the customer has told the technician at the door. */
export class TellArrivalCode {
  @Id() visitId: string;
  /** Six digits. */
  @Code(6) code: string;
}

export class ArrivalCodeView {
  @Id() visitId: string;
  /** Whether it was the right code, now or before. */
  @Flag() confirmed: boolean;
  @Optional() @Instant() confirmedAt?: string;
  /** So many wrong codes are still borne with. */
  @Whole(0, mostWrongTries) triesLeft: number;
}

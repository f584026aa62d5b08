/** What the writer is to do: handed over as a JSON file. */
export interface WritingPlan {
  gateways: string[];
  password: string;
  /** How many writes are begun in a second, whatever becomes of them. */
  perSecond: number;
  /** One write in so many is a report that needs a visit; the others are stock receipts. */
  reportEvery: number;
  productCode: string;
  place: object;
  partIds: string[];
  locationId: string;
  /** Where each acknowledged write is noted, one JSON object a line. */
  file: string;
}

/** One write that was answered with success, and what the answer said. */
export interface Acknowledged {
  kind: 'report' | 'receipt';
  /** The Idempotency-Key; also the serial number of the report and the reason of the receipt. */
  key: string;
  /** Of the request, or of the part. */
  id: string;
  quantity: number;
  /** Milliseconds since 1970. */
  begunAt: number;
  acknowledgedAt: number;
  attempts: number;
}

/** The last line of the file. */
export interface WritingEnd {
  begun: number;
  refused: string[];
  unanswered: number;
}

import { Optional, Text } from '#common/validation/fields.js';

export class StreamQuery {
  /** Only these event types, or all that begin so: `dispatch.offer,dispatch.visit.scheduled.v1`. */
  @Optional() @Text(2_000) types?: string;
  /** As the header `Last-Event-ID`, for a first connection of a browser, which cannot send the header then. The header goes first. */
  @Optional() @Text(40) lastEventId?: string;
}

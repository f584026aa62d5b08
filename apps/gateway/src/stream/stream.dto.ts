import { Optional, Text } from '#common/validation/fields.js';

export class StreamQuery {
  /** Only these event types, or all that begin so: `dispatch.offer,dispatch.visit.scheduled.v1`. */
  @Optional() @Text(2_000) types?: string;
}

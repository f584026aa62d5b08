import { TimeWindow } from '#common/events/values.js';
import { Code, Flag, Id, Instant, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { AddAttachment } from '../attachments/attachment.dto.js';
import { type CustomerState, customerStates } from '../core/customer-state.js';

/** What a link shows of its request: nothing of prices, notes, technicians or other customers. */
export class CustomerRequestView {
  @Text(32) number: string;
  @OneOf(customerStates) state: CustomerState;
  @Text(120) productEn: string;
  @Text(120) productZh: string;
  @Instant() reportedAt: string;
  /** Zone of the place where the asset stands: times are meant there. */
  @Text(64) timeZone: string;
  /** Between the two somebody is there. */
  @Optional() @Nested(() => TimeWindow) promised?: TimeWindow;
  /** When the technician, who is on the way, expects to be there. */
  @Optional() @Instant() eta?: string;
  /** What the technician asks for at the door; until it was entered. */
  @Optional() @Code(6) arrivalCode?: string;
  /** Who serves the request, once somebody does. */
  @Optional() @Text(120) siteName?: string;
  /** A time can be chosen, or another one. */
  @Flag() mayChooseTime: boolean;
  /** We wait for the answer whether the customer is satisfied. */
  @Flag() mayAnswer: boolean;
  /** What was answered last. */
  @Optional() @Flag() satisfied?: boolean;
  /** So many photos may still be added through this link. */
  @Whole(0, 3) photosLeft: number;
  /** The present repair order, if there is one. */
  @Optional() @Id() repairOrderId?: string;
  @Optional() @Instant() expiresAt?: string;
}

export class CustomerAnswer {
  /** Whether the fault is solved. Counts once. */
  @Flag() satisfied: boolean;
  @Optional() @Text(2000) comment?: string;
}

export class CustomerComment {
  @Text(2000) text: string;
}

export class CustomerCommentView extends CustomerComment {
  @Instant() at: string;
}

/** A photo as base64: at most 700 kB of JPEG, PNG or WebP. */
export class AddPhoto extends AddAttachment {}

export class PhotoView {
  @Text(200) name: string;
  @Whole(0, 3) photosLeft: number;
}

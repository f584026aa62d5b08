import { Id, Instant, Text } from '#common/validation/fields.js';

export class HandOver {
  @Id() ownerId: string;
  @Text(120) ownerName: string;
}

/** Who is asked to take over which request. */
export class HandOverView {
  @Id() requestId: string;
  @Text(32) requestNumber: string;
  @Id() toId: string;
  @Text(120) toName: string;
  @Id() byId: string;
  @Text(120) byName: string;
  @Instant() askedAt: string;
}

import { Id, Instant, Optional, Text } from '#common/validation/fields.js';

export class MakeCustomerLink {
  /** 30 days after the request has ended, if left out. */
  @Optional() @Instant() expiresAt?: string;
}

export class CustomerLinkView {
  @Id() id: string;
  @Id() requestId: string;
  @Text(120) createdBy: string;
  @Instant() createdAt: string;
  /** Missing while the request is open and no end was set. */
  @Optional() @Instant() expiresAt?: string;
  @Optional() @Instant() revokedAt?: string;
}

export class NewCustomerLinkView extends CustomerLinkView {
  /** Shown once: the customer opens `/l#<token>`. Missing when the answer is repeated; then make another one. */
  @Optional() @Text(54) token?: string;
}

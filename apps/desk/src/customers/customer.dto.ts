import { Place } from '#common/events/values.js';
import { PageQuery } from '#common/http/pages.js';
import { Code, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

export const languages = ['zh-CN', 'en'] as const;

export class ContactBody {
  @Text(120) name: string;
  @Optional() @Text(40) phone?: string;
  @Optional() @Text(254) email?: string;
}

export class AddressBody {
  @Optional() @Text(200) street?: string;
  @Optional() @Text(16) postalCode?: string;
  @Nested(() => Place) place: Place;
}

export class AddressView extends AddressBody {
  @Id() id: string;
}

/** A customer as reported or entered; with an `externalId` that is known already, that customer is changed. */
export class SaveCustomer {
  @Optional() @Code() externalId?: string;
  @Text(120) name: string;
  @Optional() @OneOf(languages) language?: 'zh-CN' | 'en';
  /** Chooses the service level; `standard` if left out. */
  @Optional() @Code(32) grade?: string;
  /** Whom to reach, best first; the customer itself if left out. */
  @Optional() @ListOf(() => ContactBody, 10, 1) contacts?: ContactBody[];
  /** Short for one contact with the customer's name. */
  @Optional() @Text(40) phone?: string;
  @Optional() @Text(254) email?: string;
  @Optional() @Nested(() => AddressBody) address?: AddressBody;
}

export class ChangeCustomer {
  @Optional() @Text(120) name?: string;
  @Optional() @OneOf(languages) language?: 'zh-CN' | 'en';
  @Optional() @Code(32) grade?: string;
  @Optional() @ListOf(() => ContactBody, 10, 1) contacts?: ContactBody[];
}

export class CustomerSummary {
  @Id() id: string;
  @Optional() @Code() externalId?: string;
  @Text(120) name: string;
  @OneOf(languages) language: 'zh-CN' | 'en';
  @Code(32) grade: string;
  @Instant() createdAt: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class CustomerView extends CustomerSummary {
  @ListOf(() => ContactBody) contacts: ContactBody[];
  @ListOf(() => AddressView) addresses: AddressView[];
}

export class SearchQuery extends PageQuery {
  /** Beginnings of names, phone numbers, serial numbers, request numbers, places; all must match. */
  @Optional() @Text(120) search?: string;
}

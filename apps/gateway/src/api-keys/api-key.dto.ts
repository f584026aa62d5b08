import { roles, scopes, type Role, type Scope } from '#common/auth/actor.js';
import { PageQuery } from '#common/http/pages.js';
import { Id, Instant, OneOf, OneOfList, Optional, Text, Whole } from '#common/validation/fields.js';

/** An admin has to enter all keys but those of the sites; no program is an admin or a technician. */
export const keyRoles = roles.filter((role) => role !== 'admin' && role !== 'technician');

export class CreateApiKey {
  /** What the key is for, such as `our booking system`. */
  @Text(120) name: string;
  @OneOfList(scopes) scopes: Scope[];
  /** site_manager if left out: the key of a site. */
  @Optional() @OneOf(keyRoles) role?: Role;
  /** The site of a site's key; a site manager's own if left out. */
  @Optional() @Id() siteId?: string;
}

export class ApiKeyQuery extends PageQuery {
  @Optional() @Id() siteId?: string;
}

export class ApiKeyView {
  @Id() id: string;
  @Text(120) name: string;
  @OneOf(roles) role: Role;
  @Optional() @Id() siteId?: string;
  @OneOfList(scopes) scopes: readonly Scope[];
  @Id() createdBy: string;
  @Instant() createdAt: string;
  /** Exact to a minute. */
  @Optional() @Instant() lastUsedAt?: string;
  @Optional() @Instant() revokedAt?: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class NewApiKeyView extends ApiKeyView {
  /** The whole key for `Authorization: Bearer`: shown now and never again, not even when the request is repeated. */
  @Optional() @Text(120) secret?: string;
}

/** One call of a key. Noted in groups a few seconds after its answer. */
export class KeyCallView {
  @Id() id: string;
  @Instant() at: string;
  @Text(10) method: string;
  /** Without what stood behind the `?`. */
  @Text(300) path: string;
  @Whole(100, 599) status: number;
  /** From the arrival of the request to the end of the answer; of a stream as long as it stayed open. */
  @Whole(0, 2_147_483_647) durationMilliseconds: number;
  /** Name it when you ask us about this call. */
  @Text(100) correlationId: string;
}

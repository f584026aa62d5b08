import { roles, type Role } from '#common/auth/actor.js';
import { PageQuery } from '#common/http/pages.js';
import { Code, Flag, Id, Instant, OneOf, OneOfList, Optional, Text, Whole } from '#common/validation/fields.js';

export class CreateUser {
  /** What the user types to sign in. */
  @Code(64) name: string;
  @Text(120) displayName: string;
  @OneOfList(roles) roles: Role[];
  /** The site that a site manager or technician belongs to. */
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
}

export class ChangeUser {
  @Optional() @Text(120) displayName?: string;
  @Optional() @OneOfList(roles) roles?: Role[];
  /** Null where the new roles belong to no site. */
  @Optional() @Id() siteId?: string | null;
  /** Null where no role is a technician's any more. */
  @Optional() @Id() technicianId?: string | null;
  @Optional() @Flag() active?: boolean;
}

export class SetPassword {
  @Text(200, 10) password: string;
}

export class ChangeOwnPassword extends SetPassword {
  @Text(200) currentPassword: string;
}

export class UserQuery extends PageQuery {
  @Optional() @OneOf(roles) role?: Role;
  @Optional() @Id() siteId?: string;
}

export class UserView {
  @Id() id: string;
  @Code(64) name: string;
  @Text(120) displayName: string;
  @OneOfList(roles) roles: readonly Role[];
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @Flag() active: boolean;
  @Instant() createdAt: string;
  @Whole(1, 2_147_483_647) version: number;
}

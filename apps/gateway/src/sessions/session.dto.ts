import { Instant, Nested, Text } from '#common/validation/fields.js';
import { UserView } from '../users/user.dto.js';

export class SignIn {
  @Text(64) name: string;
  @Text(200) password: string;
}

export class SessionView {
  @Nested(() => UserView) user: UserView;
  @Instant() expiresAt: string;
}

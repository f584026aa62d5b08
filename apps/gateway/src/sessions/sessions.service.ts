import { Injectable } from '@nestjs/common';
import { systemActor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { Problem } from '#common/http/problems.js';
import { runInContext } from '#common/runtime/context.js';
import { Authenticator } from '../auth/authenticator.js';
import { digestOf, newSecret, verifyNobody, verifyPassword } from '../auth/secrets.js';
import { GatewaySettings } from '../settings.js';
import { User } from '../users/user.entity.js';
import { toView } from '../users/users.service.js';
import type { SessionView, SignIn } from './session.dto.js';
import { Session } from './session.entity.js';
import { SignInThrottle } from './sign-in-throttle.js';

export interface NewSession {
  token: string;
  view: SessionView;
}

/** Signing in and out. Whoever guesses is slowed down and cannot tell a wrong name from a wrong password. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttle: SignInThrottle,
    private readonly authenticator: Authenticator,
    private readonly settings: GatewaySettings,
  ) {}

  async signIn({ name, password }: SignIn, address: string): Promise<NewSession> {
    this.throttle.check(name, address);
    const user = await this.find(name);
    const right = user?.passwordHash ? await verifyPassword(user.passwordHash, password) : await verifyNobody(password);
    if (!user || !right || !user.active) {
      this.throttle.failed(name, address);
      throw new Problem('wrong-credentials', 'no user with this name and password may sign in');
    }
    this.throttle.succeeded(name, address);
    return this.open(user, address);
  }

  /** For somebody whom a provider has let in by this name. */
  async openFor(name: string, address: string): Promise<NewSession> {
    const user = await this.find(name);
    if (!user?.active)
      throw new Problem('forbidden', `no user ${name.slice(0, 64)} may sign in here: an administrator makes users`);
    return this.open(user, address);
  }

  /** Ends the session of this token; nothing happens if it has ended already. */
  async signOut(token: string, userId: string): Promise<void> {
    await this.transactions.run((manager) => manager.delete(Session, { tokenHash: digestOf(token) }));
    this.authenticator.forgetActor(userId);
  }

  private find(name: string): Promise<User | null> {
    return asSystem(() =>
      this.transactions.run((manager) =>
        manager.createQueryBuilder(User, 'user').addSelect('user.passwordHash').where({ name }).getOne(),
      ),
    );
  }

  private async open(user: User, address: string): Promise<NewSession> {
    const token = newSecret();
    const createdAt = new Date();
    const expiresAt = new Date(createdAt.getTime() + this.settings.sessionHours * 3_600_000);
    await asSystem(() =>
      this.transactions.run(async (manager) => {
        await manager.query(`DELETE FROM session WHERE expires_at < clock_timestamp()`);
        await manager.insert(Session, { tokenHash: digestOf(token), userId: user.id, createdAt, expiresAt, address });
      }),
    );
    return { token, view: { user: toView(user), expiresAt: expiresAt.toISOString() } };
  }
}

const asSystem = <T>(work: () => T): T => runInContext({ actor: systemActor, correlationId: uuidv7() }, work);

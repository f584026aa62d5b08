import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemActor } from '#common/auth/actor.js';
import { brokenConstraint } from '#common/database/errors.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { faultOf, notFound, Problem } from '#common/http/problems.js';
import { runInContext } from '#common/runtime/context.js';
import { logger } from '#common/runtime/logger.js';
import { Authenticator } from '../auth/authenticator.js';
import { hashPassword, verifyPassword } from '../auth/secrets.js';
import { bindingFaults, type Binding } from '../core/bindings.js';
import { Session } from '../sessions/session.entity.js';
import { type FirstUser, GatewaySettings } from '../settings.js';
import type { ChangeOwnPassword, ChangeUser, CreateUser, UserQuery, UserView } from './user.dto.js';
import { User } from './user.entity.js';

/** Any number that nothing else in this database locks: whoever may end the last admin counts when no other change of admins is open. */
const adminsLock = 7_226_013;

const mayEndAdmin = ({ active, roles }: ChangeUser) => active === false || roles !== undefined;

/** Users are entered, changed and let go here; a user who may no longer sign in loses all sessions. */
@Injectable()
export class UsersService implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly authenticator: Authenticator,
    private readonly settings: GatewaySettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await runInContext({ actor: systemActor, correlationId: uuidv7() }, () => this.createFirstUsers());
  }

  async create({ name, displayName, roles, siteId, technicianId }: CreateUser): Promise<UserView> {
    refuseFaults({ roles, siteId, technicianId });
    return this.transactions.run(async (manager) => {
      const user = newUser({
        name,
        displayName,
        roles,
        ...(siteId && { siteId }),
        ...(technicianId && { technicianId }),
      });
      await insertUser(manager, user);
      return toView(user);
    });
  }

  async list(query: UserQuery): Promise<Page<UserView>> {
    const limit = limitOf(query);
    const [after] = decodeCursor(query.cursor, 1) ?? [];
    const rows = await this.transactions.run((manager) =>
      manager
        .createQueryBuilder(User, 'user')
        .where(after === undefined ? 'true' : 'user.name > :after', { after: String(after) })
        .andWhere(query.role ? ':role = ANY (user.roles)' : 'true', { role: query.role })
        .andWhere(query.siteId ? 'user.siteId = :siteId' : 'true', { siteId: query.siteId })
        .orderBy('user.name')
        .limit(limit + 1)
        .getMany(),
    );
    const page = toPage(rows, limit, ({ name }) => [name]);
    return { items: page.items.map(toView), next: page.next };
  }

  async get(id: string): Promise<UserView> {
    return toView(await this.transactions.run((manager) => findUser(manager, id)));
  }

  async change(id: string, change: ChangeUser, seen: number | undefined): Promise<UserView> {
    return this.transactions.run(async (manager) => {
      if (mayEndAdmin(change)) await manager.query(`SELECT pg_advisory_xact_lock($1)`, [adminsLock]);
      const user = await findUser(manager, id, true);
      requireVersion(user.version, seen);
      const changed = Object.assign(user, definedOf(change), { version: user.version + 1 });
      refuseFaults(changed);
      await manager.save(User, changed);
      await refuseWithoutAdmin(manager);
      if (!changed.active) await this.endSessions(manager, id);
      this.transactions.afterCommit(() => this.authenticator.forgetActor(id));
      return toView(changed);
    });
  }

  async setPassword(id: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.transactions.run(async (manager) => {
      const user = await findUser(manager, id, true);
      await manager.update(User, { id }, { passwordHash, version: user.version + 1 });
      await this.endSessions(manager, id);
    });
  }

  async changeOwnPassword(id: string, { currentPassword, password }: ChangeOwnPassword): Promise<void> {
    const [row] = await this.transactions.run((manager) =>
      manager.query<{ hash: string | null }[]>(`SELECT password_hash AS hash FROM user_account WHERE id = $1`, [id]),
    );
    if (!row?.hash || !(await verifyPassword(row.hash, currentPassword))) {
      throw faultOf('wrong-credentials', 'currentPassword', 'is not your present password');
    }
    await this.setPassword(id, password);
  }

  private async endSessions(manager: EntityManager, userId: string): Promise<void> {
    await manager.delete(Session, { userId });
    this.transactions.afterCommit(() => this.authenticator.forgetActor(userId));
  }

  private async createFirstUsers(): Promise<void> {
    for (const first of this.settings.firstUsers) await this.createFirst(first);
    if (this.settings.demo) return; // the demo brings its own
    const [any] = await this.transactions.run((manager) =>
      manager.query<object[]>(`SELECT 1 FROM user_account LIMIT 1`),
    );
    if (!any && !this.settings.demo)
      logger.warn('nobody can sign in yet: set ADMIN_PASSWORD and start again to make the user "admin"');
  }

  private async createFirst({ password, ...first }: FirstUser): Promise<void> {
    const exists = await this.transactions.run((manager) => manager.existsBy(User, { name: first.name }));
    if (exists) return;
    const passwordHash = await hashPassword(password);
    await this.transactions.run((manager) =>
      manager
        .createQueryBuilder()
        .insert()
        .into(User)
        .values({ ...newUser(first), passwordHash })
        .orIgnore()
        .execute(),
    );
  }
}

function newUser({ roles, siteId, technicianId, ...names }: Omit<FirstUser, 'password'>): User {
  return Object.assign(new User(), names, {
    id: uuidv7(),
    roles: [...roles],
    siteId: siteId ?? null,
    technicianId: technicianId ?? null,
    passwordHash: null,
    active: true,
    createdAt: new Date(),
    version: 1,
  });
}

async function insertUser(manager: EntityManager, user: User): Promise<void> {
  try {
    await manager.insert(User, user);
  } catch (error) {
    if (brokenConstraint(error) !== 'user_account_name') throw error;
    throw new Problem('already-exists', `there is a user '${user.name}' already: choose another name`);
  }
}

async function findUser(manager: EntityManager, id: string, forChange = false): Promise<User> {
  const user = await manager.findOne(User, {
    where: { id },
    ...(forChange && { lock: { mode: 'pessimistic_write' as const } }),
  });
  if (!user) throw notFound('user', id);
  return user;
}

async function refuseWithoutAdmin(manager: EntityManager): Promise<void> {
  const [admin] = await manager.query<object[]>(
    `SELECT 1 FROM user_account WHERE active AND 'admin' = ANY (roles) LIMIT 1`,
  );
  if (!admin) throw new Problem('conflict', 'this is the last active admin: make another one first');
}

function refuseFaults(binding: Binding): void {
  const errors = bindingFaults(binding);
  if (errors.length === 0) return;
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  throw new Problem('invalid-input', detail, { errors });
}

const definedOf = (change: ChangeUser): Partial<User> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<User>;

export function toView(user: User): UserView {
  const { id, name, displayName, roles, siteId, technicianId, active, createdAt, version } = user;
  return {
    id,
    name,
    displayName,
    roles,
    ...(siteId && { siteId }),
    ...(technicianId && { technicianId }),
    active,
    createdAt: createdAt.toISOString(),
    version,
  };
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { limitOf, type Page, type PageQuery, toPage } from '#common/http/pages.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Authenticator } from '../auth/authenticator.js';
import { keyText } from '../auth/credentials.js';
import { digestOf, newSecret } from '../auth/secrets.js';
import { idCursor } from '../http/cursors.js';
import { bindingFaults } from '../core/bindings.js';
import type { ApiKeyQuery, ApiKeyView, CreateApiKey, KeyCallView, NewApiKeyView } from './api-key.dto.js';
import { ApiKey } from './api-key.entity.js';
import { KeyCallStore } from './key-call-store.js';

/** Keys for programs: an admin makes them for any site or role, a site manager for the own site. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly transactions: Transactions,
    private readonly authenticator: Authenticator,
    private readonly keyCalls: KeyCallStore,
  ) {}

  async create(
    caller: Actor,
    { name, scopes, role = 'site_manager', siteId = caller.siteId }: CreateApiKey,
  ): Promise<NewApiKeyView> {
    refuseForOthers(caller, role, siteId);
    if (scopes.length === 0) throw invalid('scopes', 'must name at least one scope');
    const [fault] = bindingFaults({ roles: [role], siteId });
    if (fault) throw invalid(fault.field, fault.message);
    const secret = newSecret();
    const key = Object.assign(new ApiKey(), {
      id: uuidv7(),
      name,
      role,
      siteId: siteId ?? null,
      scopes: [...new Set(scopes)],
      secretHash: digestOf(secret),
      createdBy: caller.id,
      createdAt: new Date(),
      lastUsedAt: null,
      revokedAt: null,
      version: 1,
    });
    await this.transactions.run((manager) => manager.insert(ApiKey, key));
    return { ...toView(key), secret: keyText(key.id, secret) };
  }

  async list(caller: Actor, query: ApiKeyQuery): Promise<Page<ApiKeyView>> {
    const limit = limitOf(query);
    const before = idCursor(query.cursor);
    const siteId = caller.siteId ?? query.siteId;
    const rows = await this.transactions.run((manager) =>
      manager
        .createQueryBuilder(ApiKey, 'key')
        .where(siteId ? 'key.siteId = :siteId' : 'true', { siteId })
        .andWhere(before === undefined ? 'true' : 'key.id < :before', { before })
        .orderBy('key.id', 'DESC')
        .limit(limit + 1)
        .getMany(),
    );
    const page = toPage(rows, limit, ({ id }) => [id]);
    return { items: page.items.map(toView), next: page.next };
  }

  async get(caller: Actor, id: string): Promise<ApiKeyView> {
    return toView(await this.find(caller, id));
  }

  /** The last calls of a key, newest first. */
  async calls(caller: Actor, id: string, query: PageQuery): Promise<Page<KeyCallView>> {
    await this.find(caller, id);
    const limit = limitOf(query);
    const rows = await this.keyCalls.list(id, idCursor(query.cursor), limit + 1);
    return toPage(rows, limit, ({ id: callId }) => [callId]);
  }

  /** Ends the key at once; ending it again changes nothing. */
  async revoke(caller: Actor, id: string): Promise<void> {
    await this.find(caller, id);
    await this.transactions.run((manager) =>
      manager.query(
        `UPDATE api_key SET revoked_at = clock_timestamp(), version = version + 1 WHERE id = $1 AND revoked_at IS NULL`,
        [id],
      ),
    );
    this.authenticator.forgetActor(id);
  }

  private async find(caller: Actor, id: string): Promise<ApiKey> {
    const where = { id, ...(caller.siteId && { siteId: caller.siteId }) };
    const key = await this.transactions.run((manager) => manager.findOneBy(ApiKey, where));
    if (!key) throw notFound('API key', id);
    return key;
  }
}

function refuseForOthers(caller: Actor, role: string, siteId: string | undefined): void {
  if (!caller.siteId) return;
  if (role !== 'site_manager') throw new Problem('forbidden', `only an admin makes keys with the role ${role}`);
  if (siteId !== caller.siteId) throw notFound('site', String(siteId));
}

function toView({
  id,
  name,
  role,
  siteId,
  scopes,
  createdBy,
  createdAt,
  lastUsedAt,
  revokedAt,
  version,
}: ApiKey): ApiKeyView {
  return {
    id,
    name,
    role,
    ...(siteId && { siteId }),
    scopes,
    createdBy,
    createdAt: createdAt.toISOString(),
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
    ...(revokedAt && { revokedAt: revokedAt.toISOString() }),
    version,
  };
}

import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { limitOf, type Page, toPage } from '#common/http/pages.js';
import { numberCursor } from '../http/cursors.js';
import type { AuditFacts } from '../core/audit-chain.js';
import type { AuditCheckView, AuditEntryView, AuditQuery } from './audit.dto.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditWriter, firstHash, hashOf } from './audit-writer.js';

const checkedAtOnce = 5_000;

/** The audit trail, newest first, and the proof that it is whole. */
@Injectable()
export class AuditService {
  constructor(
    private readonly transactions: Transactions,
    private readonly writer: AuditWriter,
  ) {}

  async list(query: AuditQuery): Promise<Page<AuditEntryView>> {
    await this.writer.flush();
    const limit = limitOf(query);
    const before = numberCursor(query.cursor);
    const rows = await this.transactions.run((manager) =>
      manager
        .createQueryBuilder(AuditEntry, 'entry')
        .where(before === undefined ? 'true' : 'entry.seq < :before', { before })
        .andWhere(query.actorId ? 'entry.actorId = :actorId' : 'true', { actorId: query.actorId })
        .andWhere(query.from ? 'entry.at >= :from' : 'true', { from: query.from })
        .andWhere(query.to ? 'entry.at < :to' : 'true', { to: query.to })
        .orderBy('entry.seq', 'DESC')
        .limit(limit + 1)
        .getMany(),
    );
    const page = toPage(rows, limit, ({ seq }) => [Number(seq)]);
    return { items: page.items.map(toView), next: page.next };
  }

  /** Recomputes the chain from its beginning. */
  async check(): Promise<AuditCheckView> {
    await this.writer.flush();
    let lastHash: Buffer = firstHash;
    let entries = 0;
    for (;;) {
      const rows = await this.next(entries);
      for (const row of rows) {
        const facts = toFacts(row);
        const fits =
          facts.seq === entries + 1 && row.previousHash.equals(lastHash) && hashOf(lastHash, facts).equals(row.hash);
        if (!fits) return { intact: false, entries, brokenAt: facts.seq, lastHash: lastHash.toString('hex') };
        lastHash = row.hash;
        entries += 1;
      }
      if (rows.length < checkedAtOnce) return { intact: true, entries, lastHash: lastHash.toString('hex') };
    }
  }

  private next(after: number): Promise<AuditEntry[]> {
    return this.transactions.run((manager) =>
      manager
        .createQueryBuilder(AuditEntry, 'entry')
        .where('entry.seq > :after', { after })
        .orderBy('entry.seq')
        .limit(checkedAtOnce)
        .getMany(),
    );
  }
}

function toFacts({ seq, at, previousHash: _, hash: __, ...rest }: AuditEntry): AuditFacts {
  return { ...rest, seq: Number(seq), at: at.toISOString() };
}

function toView(row: AuditEntry): AuditEntryView {
  const { actorId, actorKind, actorName, siteId, ...facts } = toFacts(row);
  return {
    ...facts,
    ...(actorId && { actorId }),
    ...(actorKind && { actorKind }),
    ...(actorName && { actorName }),
    ...(siteId && { siteId }),
    hash: row.hash.toString('hex'),
  };
}

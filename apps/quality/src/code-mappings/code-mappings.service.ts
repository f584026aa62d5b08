import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { requireVersion } from '#common/http/caller.js';
import { invalid, notFound } from '#common/http/problems.js';
import { lockCode } from '#common/http/seen-version.js';
import type { CodeKind, Mapping } from '../core/code-mapping.js';
import type {
  CodeMappingsQuery,
  CodeMappingView,
  MappedCode,
  ReplacedCodeMappings,
  SiteCodeMappingsView,
} from './code-mapping.dto.js';

/** How long another instance may go by what it has read: a finished order costs no statement for its mapping. */
const believedMilliseconds = 60_000;

const keyOf = (siteId: string, kind: CodeKind, siteCode: string) => `${siteId} ${kind} ${siteCode}`;

/** What sites' own codes mean in ours. A change counts for orders that are finished after it. */
@Injectable()
export class CodeMappings {
  private read: { at: number; codes: ReadonlyMap<string, string> } | undefined;

  constructor(private readonly transactions: Transactions) {}

  /** In the order of site, kind and code. A site sees its own. */
  async list(query: CodeMappingsQuery, { siteId: own }: Actor): Promise<Page<CodeMappingView>> {
    const limit = limitOf(query);
    const [siteId = null, kind = null, siteCode = null] = decodeCursor(query.cursor, 3) ?? [];
    const rows = await this.transactions.run((manager) =>
      manager.query<CodeMappingView[]>(
        `SELECT site_id AS "siteId", kind, site_code AS "siteCode", code FROM code_mapping
         WHERE ($1::uuid IS NULL OR site_id = $1) AND ($2::uuid IS NULL OR site_id = $2) AND ($3::text IS NULL OR kind = $3)
           AND ($4::uuid IS NULL OR (site_id, kind, site_code) > ($4, $5, $6)) ORDER BY site_id, kind, site_code LIMIT $7`,
        [own ?? null, query.siteId ?? null, query.kind ?? null, siteId, kind, siteCode, limit + 1],
      ),
    );
    return toPage(rows, limit, (row) => [row.siteId, row.kind, row.siteCode]);
  }

  /** All of one site, in the order of kind and code; 404 for another site than the caller's own. */
  of(siteId: string, { siteId: own }: Actor): Promise<SiteCodeMappingsView> {
    if (own !== undefined && own !== siteId) throw notFound('site', siteId);
    return this.transactions.run(async (manager) => {
      const version = await this.version(manager, siteId);
      const mappings = await manager.query<MappedCode[]>(
        `SELECT kind, site_code AS "siteCode", code FROM code_mapping WHERE site_id = $1 ORDER BY kind, site_code`,
        [siteId],
      );
      return { mappings, version };
    });
  }

  /** Puts these in the place of all that a site had. Answers how many there are now. */
  replace(siteId: string, mappings: readonly MappedCode[], seen: number | undefined): Promise<ReplacedCodeMappings> {
    const repeated = mappings.findIndex(
      ({ kind, siteCode }, at) =>
        mappings.findIndex((other) => other.kind === kind && other.siteCode === siteCode) !== at,
    );
    if (repeated >= 0) throw invalid(`mappings[${repeated}].siteCode`, 'is given twice for this kind');
    return this.transactions.run(async (manager) => {
      await lockCode(manager, 'code mappings', siteId); // the first change has no row to lock
      const before = await this.version(manager, siteId);
      requireVersion(before, seen);
      const version = before + 1;
      await manager.query(
        `INSERT INTO site_code_mappings (site_id, version) VALUES ($1, $2)
         ON CONFLICT (site_id) DO UPDATE SET version = excluded.version`,
        [siteId, version],
      );
      await manager.query(`DELETE FROM code_mapping WHERE site_id = $1`, [siteId]);
      await manager.query(
        `INSERT INTO code_mapping (site_id, kind, site_code, code) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])`,
        [
          siteId,
          mappings.map(({ kind }) => kind),
          mappings.map(({ siteCode }) => siteCode),
          mappings.map(({ code }) => code),
        ],
      );
      this.transactions.afterCommit(() => (this.read = undefined));
      return { mappings: mappings.length, version };
    });
  }

  /** Of a site's list; 1 until it is first replaced. */
  private async version(manager: EntityManager, siteId: string): Promise<number> {
    const [row] = await manager.query<{ version: number }[]>(
      `SELECT version FROM site_code_mappings WHERE site_id = $1`,
      [siteId],
    );
    return row?.version ?? 1;
  }

  /** Of all sites; asked inside a transaction that sees them all. */
  async current(manager: EntityManager): Promise<Mapping> {
    if (!this.read || performance.now() - this.read.at > believedMilliseconds) {
      const rows = await manager.query<(MappedCode & { siteId: string })[]>(
        `SELECT site_id AS "siteId", kind, site_code AS "siteCode", code FROM code_mapping`,
      );
      const codes = rows.map((row) => [keyOf(row.siteId, row.kind, row.siteCode), row.code] as const);
      this.read = { at: performance.now(), codes: new Map(codes) };
    }
    const { codes } = this.read;
    return (siteId, kind, siteCode) => codes.get(keyOf(siteId, kind, siteCode));
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Network, NetworkSite } from '../core/matching/network.js';
import { buildNetwork, type NetworkRows } from './network-builder.js';

/**
 * The network in memory, one per process. It is asked for inside a transaction that sees all sites; the numbers in `network_version` tell
 * whether somebody changed it, in this process or another.
 */
@Injectable()
export class NetworkService {
  private network: Network | undefined;
  private versions = { network: '', scores: '' };

  async current(manager: EntityManager): Promise<Network> {
    const rows = await manager.query<{ part: 'network' | 'scores'; version: string; sites: string }[]>(
      `SELECT part, version, current_setting('app.sites', true) AS sites FROM network_version`,
    );
    if (rows[0]?.sites !== '*') throw new Error('the network was asked for by somebody who does not see all sites');
    const seen = { network: '', scores: '', ...Object.fromEntries(rows.map(({ part, version }) => [part, version])) };
    if (!this.network || seen.network !== this.versions.network) {
      this.network = buildNetwork(await loadNetwork(manager));
      this.versions = seen;
    } else if (seen.scores !== this.versions.scores) {
      await this.refreshScores(manager, this.network);
      this.versions = seen;
    }
    return this.network;
  }

  private async refreshScores(manager: EntityManager, { site }: Network): Promise<void> {
    const rows = await manager.query<{ site_id: string; score: number }[]>(`SELECT site_id, score FROM site_score`);
    for (const { site_id: siteId, score } of rows) {
      const known = site(siteId) as (NetworkSite & { score: number }) | undefined;
      if (known) known.score = score;
    }
  }
}

async function loadNetwork(manager: EntityManager): Promise<NetworkRows> {
  const [rows] = await manager.query<[NetworkRows]>(`
    SELECT
      (SELECT coalesce(json_agg(s), '[]') FROM (SELECT site.*, score FROM site LEFT JOIN site_score ON site_id = id ORDER BY id) s) AS sites,
      (SELECT coalesce(json_agg(t), '[]') FROM (SELECT * FROM technician ORDER BY id) t) AS technicians,
      (SELECT coalesce(json_agg(k), '[]') FROM technician_skill k) AS skills,
      (SELECT coalesce(json_agg(c), '[]') FROM technician_certificate c) AS certificates,
      (SELECT coalesce(json_agg(h), '[]') FROM technician_shift h) AS shifts,
      (SELECT coalesce(json_agg(a), '[]') FROM technician_absence a) AS absences`);
  return rows;
}

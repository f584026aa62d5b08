import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '#common/runtime/clock.js';
import type { Network } from '../core/matching/network.js';
import { answeringOf } from '../core/offers/answering.js';
import { minuteMs } from '../core/time/zones.js';
import { buildNetwork, type NetworkRows } from './network-builder.js';
import { offerHistories } from './offer-histories.js';

/** What is known of months changes little in so short a time, and each offer that is decided would have it read again. */
const answeringAgeMs = 15 * minuteMs;

/**
 * The network in memory, one per process. It is asked for inside a transaction that sees all sites; the numbers in `network_version` tell
 * whether somebody changed it, in this process or another. How sites answer offers is read again when it is a quarter of an hour old.
 */
@Injectable()
export class NetworkService {
  private network: Network | undefined;
  private versions = { network: '', scores: '' };
  private answeringReadMs = -Infinity;

  constructor(private readonly clock: Clock) {}

  async current(manager: EntityManager): Promise<Network> {
    const rows = await manager.query<{ part: 'network' | 'scores'; version: string; sites: string }[]>(
      `SELECT part, version, current_setting('app.sites', true) AS sites FROM network_version`,
    );
    if (rows[0]?.sites !== '*') throw new Error('the network was asked for by somebody who does not see all sites');
    const seen = { network: '', scores: '', ...Object.fromEntries(rows.map(({ part, version }) => [part, version])) };
    if (!this.network || seen.network !== this.versions.network) {
      const network = buildNetwork(await loadNetwork(manager));
      await this.refreshAnswering(manager, network);
      this.network = network;
      this.versions = seen;
    } else if (seen.scores !== this.versions.scores) {
      await this.refreshScores(manager, this.network);
      this.versions = seen;
    }
    if (this.clock.now().getTime() - this.answeringReadMs >= answeringAgeMs)
      await this.refreshAnswering(manager, this.network);
    return this.network;
  }

  private async refreshScores(manager: EntityManager, { site }: Network): Promise<void> {
    const rows = await manager.query<{ site_id: string; score: number }[]>(`SELECT site_id, score FROM site_score`);
    for (const { site_id: siteId, score } of rows) {
      const known = site(siteId);
      if (known) known.score = score;
    }
  }

  private async refreshAnswering(manager: EntityManager, { sites }: Network): Promise<void> {
    const nowMs = this.clock.now().getTime();
    this.answeringReadMs = nowMs; // whoever comes meanwhile goes on with what is known
    const answering = answeringOf(await offerHistories(manager, nowMs));
    for (const site of sites) site.answering = answering(site.id);
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
      (SELECT coalesce(json_agg(a), '[]') FROM technician_absence a) AS absences,
      (SELECT to_json(r) FROM offer_rules r) AS rules`);
  return rows;
}

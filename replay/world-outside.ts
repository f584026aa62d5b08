import type { RepairRecord } from './records.js';
import { readRecords } from './records.js';
import { type HiddenTruth, truthTeller } from './truth.js';
import type { SimulatorSettings } from './protocol.js';

/** What only the world outside knows: the records of the file and what is really wrong in each case. */
export class WorldOutside {
  private readonly byId: ReadonlyMap<string, RepairRecord>;
  private readonly recordOfRequest = new Map<string, string>();
  private readonly tell: (record: RepairRecord) => HiddenTruth;
  /** Those that are reported in this run. */
  readonly records: readonly RepairRecord[];
  /** All of the file: where it happens follows from all of them, whatever the limit. */
  readonly all: readonly RepairRecord[];
  readonly country: string;

  constructor({ file, limit, seed, demoSeed }: Pick<SimulatorSettings, 'file' | 'limit' | 'seed' | 'demoSeed'>) {
    const { country, records } = readRecords(file);
    this.country = country;
    this.all = records;
    this.records = records.slice(0, limit);
    this.byId = new Map(this.records.map((record) => [record.id, record]));
    this.tell = truthTeller(seed, demoSeed);
  }

  /** This record came in under this request. */
  reported(requestId: string, recordId: string): void {
    this.recordOfRequest.set(requestId, recordId);
  }

  /** The record behind a request and its truth; undefined for requests of others. */
  behind(requestId: string): { record: RepairRecord; truth: HiddenTruth } | undefined {
    const record = this.byId.get(this.recordOfRequest.get(requestId) ?? '');
    return record && { record, truth: this.tell(record) };
  }
}

import { QualityTables1700000500000 } from './1700000500000-quality-tables.js';
import { PartsAtHand1700000500010 } from './1700000500010-parts-at-hand.js';
import { CodeMappings1700000500020 } from './1700000500020-code-mappings.js';
import { UnitUsage1700000500021 } from './1700000500021-unit-usage.js';
import { NamesOfSites1700000500030 } from './1700000500030-names-of-sites.js';
import { VersionsOfCodeMappings1700000500045 } from './1700000500045-versions-of-code-mappings.js';

export const migrations = [
  QualityTables1700000500000,
  PartsAtHand1700000500010,
  CodeMappings1700000500020,
  UnitUsage1700000500021,
  NamesOfSites1700000500030,
  VersionsOfCodeMappings1700000500045,
];

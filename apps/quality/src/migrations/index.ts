import { QualityTables1700000500000 } from './1700000500000-quality-tables.js';

export const migrations = [QualityTables1700000500000];

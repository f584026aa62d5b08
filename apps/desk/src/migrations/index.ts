import { DeskTables1764000000000 } from './1764000000000-desk-tables.js';

export const migrations = [DeskTables1764000000000];

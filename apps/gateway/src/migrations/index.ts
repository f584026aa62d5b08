import { Access1700000100000 } from './1700000100000-access.js';

export const migrations = [Access1700000100000];

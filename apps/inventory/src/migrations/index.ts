import { Inventory1710000000000 } from './1710000000000-inventory.js';

export const migrations = [Inventory1710000000000];

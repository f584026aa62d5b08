import { Inventory1710000000000 } from './1710000000000-inventory.js';
import { LookUpTheParent1710000000001 } from './1710000000001-look-up-the-parent.js';

export const migrations = [Inventory1710000000000, LookUpTheParent1710000000001];

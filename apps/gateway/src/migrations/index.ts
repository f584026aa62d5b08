import { Access1700000100000 } from './1700000100000-access.js';
import { Board1700000200000 } from './1700000200000-board.js';
import { SavedViews1700000200002 } from './1700000200002-saved-views.js';
import { StreamForgotten1700000200003 } from './1700000200003-stream-forgotten.js';
import { DuePaused1700000200010 } from './1700000200010-due-paused.js';
import { BoardPins1700000200050 } from './1700000200050-board-pins.js';
import { TechniciansOfSites1700000200060 } from './1700000200060-technicians-of-sites.js';
import { CallsOfKeys1700000200075 } from './1700000200075-calls-of-keys.js';
import { BoardCustomers1700000200070 } from './1700000200070-board-customers.js';

export const migrations = [
  Access1700000100000,
  Board1700000200000,
  SavedViews1700000200002,
  StreamForgotten1700000200003,
  DuePaused1700000200010,
  BoardPins1700000200050,
  TechniciansOfSites1700000200060,
  CallsOfKeys1700000200075,
  BoardCustomers1700000200070,
];

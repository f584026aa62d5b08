import { ChainSearch } from './chains/chain-search.js';
import type { Instance } from './instance.js';
import { Search } from './search.js';
import type { Searching } from './searching.js';

/** The search for a problem: chains where few visits may change, ruin and recreate otherwise. */
export const searchOf = (instance: Instance, seed: number): Searching =>
  instance.changeLimit ? new ChainSearch(instance) : new Search(instance, seed);

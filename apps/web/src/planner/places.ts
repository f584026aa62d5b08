import type { Schemas } from '../api/client.js';

/** Only such places have policies and forecasts; pieces on their way, faulty or scrapped ones lie at others. */
export const isPlanned = ({ kind }: Pick<Schemas['StockLocationView'], 'kind'>) =>
  kind === 'central' || kind === 'regional' || kind === 'site' || kind === 'van';

/** Pieces on their way are booked in when they arrive; all others can be counted. */
export const isCounted = ({ kind }: Pick<Schemas['StockLocationView'], 'kind'>) => kind !== 'in_transit';

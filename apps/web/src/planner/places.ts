import type { Schemas } from '../api/client.js';

/** Only such places have policies and forecasts; pieces on their way, faulty or scrapped ones lie at others. */
export const isPlanned = ({ kind }: Pick<Schemas['StockLocationView'], 'kind'>) =>
  kind === 'central' || kind === 'regional' || kind === 'site' || kind === 'van';

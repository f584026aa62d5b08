import { parseArgs } from 'node:util';

export interface ConformanceOptions {
  url: string;
  /** The site's. */
  key: string;
  /** Of a channel through which customers report; without it only offers that wait already are used. */
  customersKey?: string;
  /** Who answers the offers. */
  answers: 'kit' | 'site';
  /** Seconds that an answer or an expiry may take. */
  patienceSeconds: number;
  category?: string;
}

export const usage = `npm run conformance -- --url <sandbox> --key <site's key> [options]
  --customers-key <key>  of a channel through which customers report: the kit then brings orders by itself
  --answers site         your own system answers the kit's four orders in this order: accept, decline, counter, let expire;
                         left out, the kit answers them itself with your key
  --patience 120         seconds that an answer, or the end of an offer, may take
  --category <code>      of the orders; the first that your site serves if left out
Only against a sandbox: the orders are real ones there.`;

/** Throws a sentence with the usage when something is missing or wrong. */
export function readOptions(args: readonly string[]): ConformanceOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      key: { type: 'string' },
      'customers-key': { type: 'string' },
      answers: { type: 'string', default: 'kit' },
      patience: { type: 'string', default: '120' },
      category: { type: 'string' },
    },
  });
  const { url = '', key, answers, category } = values;
  const patienceSeconds = Number(values.patience);
  if (!URL.canParse(url) || !key) throw new Error(`--url and --key are needed\n${usage}`);
  if (answers !== 'kit' && answers !== 'site')
    throw new Error(`--answers is '${answers}': it must be kit or site\n${usage}`);
  if (!(patienceSeconds > 0)) throw new Error(`--patience is '${values.patience}': it must be seconds\n${usage}`);
  return {
    url: new URL(url).origin,
    key,
    answers,
    patienceSeconds,
    ...(values['customers-key'] && { customersKey: values['customers-key'] }),
    ...(category && { category }),
  };
}

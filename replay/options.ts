import { parseArgs } from 'node:util';

export interface ReplayOptions {
  file: string;
  days: number;
  limit: number;
  seed: number;
  assign: 'as-offered' | 'random';
  /** A server that runs already; left out, the replay starts one of its own. */
  url?: string;
  /** That server's state folder: its demo keys and, for the checks, its database are found there. */
  home?: string;
  keep: boolean;
}

export const usage = `npm run replay -- --file <Open Repair Data CSV> [options]
  --into-days 20        working days over which the records are spread
  --limit N             only the first N records by date
  --seed 1              another seed draws another truth and other answers
  --assign random       sends anybody of the network instead of whom Callout chose: shows what its choice is worth
  --url http://...      a server that runs already, with a standing clock (CALLOUT_DEMO=plan.json); needs --home
  --home ./data         that server's state folder
  --keep                keeps the temporary state folder`;

/** Throws a sentence with the usage when something is missing or wrong. */
export function readOptions(args: readonly string[]): ReplayOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      file: { type: 'string' },
      'into-days': { type: 'string', default: '20' },
      limit: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      assign: { type: 'string', default: 'as-offered' },
      url: { type: 'string' },
      home: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  if (!values.file) throw new Error(`--file is missing\n${usage}`);
  if (values.url && !values.home) throw new Error(`--url needs --home, the state folder of that server\n${usage}`);
  if (values.assign !== 'as-offered' && values.assign !== 'random') {
    throw new Error(`--assign is '${values.assign}': it must be as-offered or random\n${usage}`);
  }
  return {
    file: values.file,
    days: whole('--into-days', values['into-days'], 1, 250),
    limit: whole('--limit', values.limit, 1, 1_000_000),
    seed: whole('--seed', values.seed, 0, 2_147_483_647),
    assign: values.assign,
    keep: values.keep,
    ...(values.url && { url: values.url.replace(/\/$/, '') }),
    ...(values.home && { home: values.home }),
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} is '${text}': it must be a whole number from ${least} to ${most}\n${usage}`);
}

import { callTransitions } from '../../../desk/src/core/calls/call-status.js';
import { requestTransitions } from '../../../desk/src/core/request-status.js';
import { offerTransitions } from '../../../dispatch/src/core/offers/offer-states.js';
import { orderTransitions } from '../../../dispatch/src/core/orders/order-states.js';
import { siteTransitions } from '../../../dispatch/src/core/sites/site-states.js';
import { visitTransitions } from '../../../dispatch/src/core/visits/visit-states.js';

type Steps = readonly string[] | Readonly<Record<string, string>>;

const tables: readonly [title: string, file: string, table: Readonly<Record<string, Steps>>][] = [
  ['Service request', 'apps/desk/src/core/request-status.ts', requestTransitions],
  ['Call', 'apps/desk/src/core/calls/call-status.ts', callTransitions],
  ['Repair order', 'apps/dispatch/src/core/orders/order-states.ts', orderTransitions],
  ['Offer', 'apps/dispatch/src/core/offers/offer-states.ts', offerTransitions],
  ['Visit', 'apps/dispatch/src/core/visits/visit-states.ts', visitTransitions],
  ['Repair site', 'apps/dispatch/src/core/sites/site-states.ts', siteTransitions],
];

/** docs/states.md: every status and the steps that it allows, from the tables that decide. */
export function stateTables(): string {
  const sections = tables.map(
    ([title, file, table]) => `## ${title}\n\nDecided in \`${file}\`.\n\n| from | to |\n|---|---|\n${rows(table)}\n`,
  );
  return `# States\n\nMade by \`npm run docs\` from the tables in the code. A step that is not here answers 409.\n\n${sections.join('\n')}`;
}

const rows = (table: Readonly<Record<string, Steps>>) =>
  Object.entries(table)
    .map(([from, steps]) => `| ${from} | ${listed(steps) || '– (ended)'} |`)
    .join('\n');

function listed(steps: Steps): string {
  if (Array.isArray(steps)) return steps.join(', ');
  return Object.entries(steps)
    .map(([to, why]) => `**${to}**: ${why}`)
    .join('; ');
}

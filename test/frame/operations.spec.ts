import { readFileSync, writeFileSync } from 'node:fs';
import { type Variable, variablesOf } from '#common/runtime/config.js';
import { ServiceConfig } from '#common/runtime/service-config.js';
import { CallsConfig } from '../../apps/desk/src/calls/calls-config.js';
import { DeskConfig } from '../../apps/desk/src/config.js';
import { MailConfig } from '../../apps/desk/src/mail-config.js';
import { RetentionConfig } from '../../apps/desk/src/retention/retention-config.js';
import { DispatchConfig } from '../../apps/dispatch/src/config.js';
import { GatewayConfig } from '../../apps/gateway/src/config.js';
import { TlsConfig } from '../../apps/gateway/src/tls-config.js';
import { MapTilesConfig } from '../../apps/gateway/src/pages/map-tiles-config.js';
import { SingleSignOnConfig } from '../../apps/gateway/src/single-sign-on/single-sign-on-config.js';
import { InventoryConfig } from '../../apps/inventory/src/config.js';
import { QualityConfig } from '../../apps/quality/src/config.js';
import { StandaloneConfig } from '../../apps/standalone/src/config.js';
import { DistributedConfig } from '../../apps/standalone/src/distributed/config.js';

const file = 'docs/operations.md';
const [begin, end] = [/<!-- variables:.*-->\n/, '<!-- /variables -->'];

const shared = new Set(variablesOf(ServiceConfig).map(({ name }) => name));
const own = (schema: new () => object) => variablesOf(schema).filter(({ name }) => !shared.has(name));

const sections: [title: string, variables: Variable[]][] = [
  [
    '`npm start`',
    [
      ...variablesOf(StandaloneConfig),
      ...variablesOf(TlsConfig),
      ...variablesOf(MailConfig),
      ...variablesOf(RetentionConfig),
      ...variablesOf(CallsConfig),
      ...variablesOf(SingleSignOnConfig),
      ...variablesOf(MapTilesConfig),
    ],
  ],
  ['`npm run start:distributed`', variablesOf(DistributedConfig)],
  ['Every service that runs alone (default ports: see above)', variablesOf(ServiceConfig)],
  [
    'The gateway besides',
    [
      ...own(GatewayConfig),
      ...variablesOf(TlsConfig),
      ...variablesOf(SingleSignOnConfig),
      ...variablesOf(MapTilesConfig),
    ],
  ],
  ['Desk besides', [...variablesOf(MailConfig), ...variablesOf(RetentionConfig), ...variablesOf(CallsConfig)]],
  ['Dispatch besides', own(DispatchConfig)],
  ['Inventory besides', own(InventoryConfig)],
];

function row({ name, about, allowed, secret, required, default: value }: Variable): string {
  const shown = required ? 'must be given' : value === undefined ? 'none' : `\`${value}\``;
  return `| \`${name}\`${secret ? ' (secret)' : ''} | ${about} | ${allowed} | ${shown} |`;
}

const expected = sections
  .map(
    ([title, variables]) =>
      `### ${title}\n\n| variable | what | allowed | default |\n|---|---|---|---|\n${variables.map(row).join('\n')}\n`,
  )
  .join('\n');

describe('docs/operations.md', () => {
  it('lists every variable as the config schemas have it', () => {
    const page = readFileSync(file, 'utf8');
    const start = begin.exec(page);
    const from = (start?.index ?? 0) + (start?.[0].length ?? 0);
    const to = page.indexOf(end);
    if (process.env['UPDATE_DOCS']) writeFileSync(file, `${page.slice(0, from)}\n${expected}\n${page.slice(to)}`);
    expect(readFileSync(file, 'utf8')).toContain(`\n${expected}\n${end}`);
  });

  it('has no service with variables that no table shows', () => {
    for (const schema of [DeskConfig, QualityConfig]) expect(own(schema)).toEqual([]);
  });

  it('tells the port of every service', () => {
    const page = readFileSync(file, 'utf8');
    const ports = {
      gateway: GatewayConfig,
      desk: DeskConfig,
      dispatch: DispatchConfig,
      inventory: InventoryConfig,
      quality: QualityConfig,
    };
    for (const [app, schema] of Object.entries(ports)) expect(page).toContain(`| ${app} | ${new schema().PORT} |`);
  });
});

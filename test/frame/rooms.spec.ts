import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve('.');

/** A file that breaks the rule, and what the lint says about it; undefined where it must stay silent. */
const samples: [path: string, text: string, complaint: string | undefined][] = [
  [
    'apps/desk/src/core/a.ts',
    `import { Injectable } from '@nestjs/common';\nexport const a = Injectable;`,
    'core/ imports no package',
  ],
  [
    'apps/desk/src/core/b.ts',
    `import { b } from '../requests/b.service.js';\nexport const c = b;`,
    'core/ imports its own core',
  ],
  [
    'apps/desk/src/core/deep/c.ts',
    `import { readFileSync } from 'node:fs';\nexport const c = readFileSync;`,
    'core/ imports no package',
  ],
  ['apps/desk/src/core/deep/d.ts', `import { d } from '../other/d.js';\nexport const e = d;`, undefined],
  ['apps/desk/src/core/e.ts', `import { DateTime } from 'luxon';\nexport const e = DateTime;`, undefined],
  [
    'apps/desk/src/core/f.ts',
    `import { Outbox } from '#common/messaging/outbox.js';\nexport const f = Outbox;`,
    'core/ imports its own core',
  ],
  ['apps/desk/src/core/testing/g.ts', `import fc from 'fast-check';\nexport const g = fc.nat();`, undefined],
  ['apps/desk/src/core/m.ts', `import fc from 'fast-check';\nexport const h = fc.nat();`, 'core/ imports no package'],
  [
    'apps/desk/src/core/j.data.spec.ts',
    `import { dataFile } from '#common/testing/data.js';\nexport const j = dataFile;`,
    undefined,
  ],
  [
    'apps/desk/src/core/k.spec.ts',
    `import { dataFile } from '#common/testing/data.js';\nexport const k = dataFile;`,
    'core/ imports its own core',
  ],
  ['apps/desk/src/core/g.ts', `export const g = () => Math.random();`, 'pure'],
  ['apps/desk/src/core/h.ts', `export const h = () => new Date();`, 'injected Clock'],
  ['apps/desk/src/core/i.ts', `import { i } from '#common/numerics/poisson.js';\nexport const j = i;`, undefined],
  [
    'apps/desk/src/requests/a.ts',
    `import { a } from '../../../dispatch/src/core/a.js';\nexport const b = a;`,
    'never imports another app',
  ],
  ['apps/desk/src/requests/b.service.ts', `export const b = () => Date.now();`, 'injected Clock'],
  [
    'apps/desk/src/requests/c.service.ts',
    `import { DateTime } from 'luxon';\nexport const c = () => DateTime.now();`,
    'injected Clock',
  ],
  ['apps/desk/src/requests/d.service.ts', `export const d = (text: string) => new Date(text);`, undefined],
  [
    'apps/desk/src/requests/e.controller.ts',
    `import { DataSource } from 'typeorm';\nexport const e = DataSource;`,
    'leave the database',
  ],
  ['apps/desk/src/requests/f.dto.ts', `import { F } from './f.entity.js';\nexport const f = F;`, 'not of table rows'],
  [
    'apps/desk/src/requests/g.entity.ts',
    `import { G } from './g.service.js';\nexport const g = G;`,
    'an entity imports',
  ],
  ['apps/desk/src/requests/j.entity.ts', `import { J } from '../core/j.js';\nexport const j = J;`, 'an entity imports'],
  [
    'apps/desk/src/requests/k.entity.ts',
    `import { Column } from 'typeorm';\nimport type { K } from '../core/k.js';\nexport const k: K = Column;`,
    undefined,
  ],
  [
    'apps/desk/src/requests/l.service.ts',
    `import { L } from './l.controller.js';\nexport const l = L;`,
    'never imports them',
  ],
  ['apps/desk/src/requests/m.ts', `import { M } from './m.listener.js';\nexport const m = M;`, 'never imports them'],
  ['apps/desk/src/requests/n.service.ts', `import { N } from './n.dto.js';\nexport const n = N;`, 'DTOs as types'],
  [
    'apps/desk/src/requests/o.service.ts',
    `import { type O } from './o.dto.js';\nimport { P } from '../assets/p.service.js';\nexport const o: O = P;`,
    undefined,
  ],
  [
    'apps/desk/src/requests/p.listener.ts',
    `import { p } from '../core/p.js';\nexport const q = p;`,
    'leave decisions to their service',
  ],
  [
    'apps/desk/src/requests/q.controller.ts',
    `import { Q } from './q.service.js';\nimport { R } from '../assets/r.dto.js';\nexport const q = [Q, R];`,
    undefined,
  ],
  ['apps/desk/src/requests/r.dto.ts', `import { R } from './r.service.js';\nexport const r = R;`, 'imports no service'],
  [
    'apps/desk/src/requests/s.dto.ts',
    `import { S } from './s.listener.js';\nexport const s = S;`,
    'never import a controller',
  ],
  ['apps/desk/src/requests/t.dto.ts', `import { t } from '../core/t.js';\nexport const u = t;`, undefined],
  ['apps/desk/src/requests/h.service.ts', `export const h = process.env['PORT'];`, 'process.env'],
  ['apps/desk/src/config.ts', `export const h = process.env['PORT'];`, undefined],
  ['apps/desk/src/requests/i.ts', `import { Kafka } from 'kafkajs';\nexport const i = Kafka;`, 'two Kafka files'],
  ['apps/gateway/src/sessions/a.service.ts', `export const a = () => Date.now();`, undefined],
  ['apps/gateway/src/board/a.ts', `export const a = () => Date.now();`, 'injected Clock'],
  ['apps/standalone/src/a.ts', `import { a } from '../../desk/src/app.module.js';\nexport const b = a;`, undefined],
  [
    'libs/common/src/http/a.ts',
    `import { a } from '../../../../apps/desk/src/a.js';\nexport const b = a;`,
    'never imports',
  ],
  [
    'apps/web/src/a.ts',
    `import { a } from '../../../libs/common/src/http/pages.js';\nexport const b = a;`,
    'by its API alone',
  ],
  ['apps/web/src/b.ts', `import { readFileSync } from 'node:fs';\nexport const b = readFileSync;`, 'in a browser'],
  ['apps/web/src/c.ts', `export const c = () => Date.now();`, undefined],
  [
    'apps/gateway/src/pages/a.ts',
    `import { a } from '../../../web/src/a.js';\nexport const b = a;`,
    'nothing imports the web app|never imports another app',
  ],
  ['libs/common/src/http/b.ts', `export { Kafka } from 'kafkajs';`, 'two Kafka files'],
  ['libs/common/src/messaging/kafka-producer.ts', `export { Kafka } from 'kafkajs';`, undefined],
  ['libs/common/src/numerics/a.ts', `import { a } from '../http/a.js';\nexport const b = a;`, 'is pure'],
  ['libs/common/src/events/a.ts', `import { a } from '../http/a.js';\nexport const b = a;`, 'an event imports'],
  [
    'libs/common/src/events/b.ts',
    `import { b } from './b.js';\nimport { c } from './a.js';\nexport const d = [b, c];`,
    'no-cycle',
  ],
];

describe('the lint configuration', () => {
  let folder: string;
  let found: Map<string, string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'callout-rooms-'));
    for (const file of ['.oxlintrc.json', 'tools/lint', 'package.json'])
      cpSync(join(root, file), join(folder, file), { recursive: true });
    for (const [path, text] of samples) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'unix'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const lines = stdout.split('\n').filter((line) => line.includes('[Error'));
    found = new Map(samples.map(([path]) => [path, lines.filter((line) => line.startsWith(path)).join('\n')]));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(samples)('%s: %j', (path, _, complaint) => {
    expect(found.get(path)).toMatch(complaint === undefined ? /^$/ : new RegExp(complaint));
  });
});

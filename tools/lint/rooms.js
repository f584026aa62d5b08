// The table of rooms in docs/architecture.md: which file may import what. One function per line of the table.
import { dirname, join, relative, sep } from 'node:path';

const purePackages = ['pure-rand', 'luxon', '@turf/turf'];
const isRelative = (source) => source.startsWith('.');
const packageOf = (source) =>
  source
    .split('/')
    .slice(0, source.startsWith('@') ? 2 : 1)
    .join('/');
const isSpec = (file) => file.endsWith('.spec.ts');

/** Where an import leads, seen from the root of the repository; undefined for a package. */
function targetOf(file, source) {
  if (isRelative(source)) return join(dirname(file), source);
  if (source.startsWith('#common/')) return `libs/common/src/${source.slice('#common/'.length)}`;
  return undefined;
}

function core({ file, source, target, appName }) {
  const own = `apps/${appName}/src/core/`;
  if (target) {
    const allowed = [own, 'libs/common/src/events/', 'libs/common/src/numerics/'];
    if (allowed.some((room) => target.startsWith(room))) return undefined;
    if (file.endsWith('.data.spec.ts') && target === 'libs/common/src/testing/data.js') return undefined;
    return 'core/ imports its own core, #common/events and #common/numerics, nothing else';
  }
  if (purePackages.includes(packageOf(source))) return undefined;
  if (isSpec(file) && /^(fast-check|@jest\/globals|node:.*)$/.test(source)) return undefined;
  if (file.includes('/testing/') && source === 'fast-check') return undefined;
  return `core/ imports no package but ${purePackages.join(', ')}: time, random numbers and travel come as arguments`;
}

function numerics({ file, source, target }) {
  if (target?.startsWith('libs/common/src/numerics/')) return undefined;
  if (isSpec(file) && !target) return undefined;
  return packageOf(source) === 'pure-rand' ? undefined : '#common/numerics is pure: it imports only itself';
}

function events({ file, target, source }) {
  if (isSpec(file) || file === 'libs/common/src/events/catalogue.ts') return undefined; // the catalogue writes the documents
  if (target && /^libs\/common\/src\/(events|validation)\//.test(target)) return undefined;
  return `an event imports only other event files and #common/validation, not ${source}`;
}

function common({ target, source }) {
  if (!target || target.startsWith('libs/common/')) return undefined;
  return `libs/common never imports ${source}: it is mechanism that every app shares`;
}

function app({ target, appName }) {
  if (!target?.startsWith('apps/')) return undefined;
  if (target.startsWith(`apps/${appName}/`) || appName === 'standalone') return undefined;
  return 'an app never imports another app: listen to its events instead';
}

/** The web app knows the API by its document alone; the gateway serves its files and imports none. */
function web({ file, source, target }) {
  if (!file.startsWith('apps/web/')) {
    return target?.startsWith('apps/web/')
      ? 'nothing imports the web app: it is built by itself and served as files'
      : undefined;
  }
  if (target && !target.startsWith('apps/web/'))
    return 'the web app knows Callout by its API alone: see src/api/client.ts';
  return !isSpec(file) && source.startsWith('node:')
    ? 'the web app runs in a browser: there is no node: there'
    : undefined;
}

const isBuiltOnServices = /\.(controller|listener|module)\.js$/;

function entity({ source, target, typesOnly, appName }) {
  if (source === 'typeorm') return undefined;
  const isShared = target?.startsWith(`apps/${appName}/src/core/`) || target?.startsWith('libs/common/src/');
  if (isShared && typesOnly) return undefined;
  return 'an entity imports typeorm and, as types, its own core and #common: nothing that is built on it';
}

/** Services and what helps them (views, writers, rows): all of a feature but its entities and doors. */
function service({ target, typesOnly }) {
  if (isBuiltOnServices.test(target ?? ''))
    return 'a service is called by controllers and listeners and never imports them';
  if (target?.endsWith('.dto.js') && !typesOnly) return 'a service takes DTOs as types: import type';
  return undefined;
}

function door({ source, target }) {
  if (['typeorm', 'pg'].includes(packageOf(source)))
    return 'controllers, listeners and DTOs leave the database to their service';
  if (target?.endsWith('.entity.js')) return 'controllers, listeners and DTOs speak of DTOs, not of table rows';
  if (isBuiltOnServices.test(target ?? ''))
    return 'controllers, listeners and DTOs never import a controller, listener or module';
  return undefined;
}

function caller({ target, appName }) {
  if (!target?.startsWith(`apps/${appName}/src/core/`)) return undefined;
  return 'controllers and listeners leave decisions to their service and do not import core/';
}

function dto({ target }) {
  if (target?.endsWith('.service.js')) return 'a DTO is a shape: it imports no service';
  return undefined;
}

function kafka({ file, source }) {
  if (/^(test|bench)\//.test(file)) return undefined; // they send what our own producer would not
  if (packageOf(source) !== 'kafkajs' || /^libs\/common\/src\/messaging\/kafka[\w/-]*\.ts$/.test(file))
    return undefined;
  return 'kafkajs stays in the two Kafka files of libs/common/src/messaging so that it can be replaced';
}

/** Files of a feature's folder, but for its entities, doors and tests. */
const feature =
  /^apps\/(?!standalone\/)[^/]+\/src\/(?!core\/|migrations\/|testing\/)[^/]+\/.*(?<!\.(entity|controller|listener|dto|spec))\.ts$/;

/** The rules for a file, by where it lies and what it is called. */
const lines = [
  [/^apps\/[^/]+\/src\/core\//, core],
  [/^libs\/common\/src\/numerics\//, numerics],
  [/^libs\/common\/src\/events\//, events],
  [/^libs\/common\//, common],
  [/^apps\//, app],
  [/^(apps|libs)\//, web],
  [/\.entity\.ts$/, entity],
  [/^apps\/.*\.(controller|listener|dto)\.ts$/, door],
  [/^apps\/.*\.(controller|listener)\.ts$/, caller],
  [/^apps\/.*\.dto\.ts$/, dto],
  [feature, service],
  [/./, kafka],
];

/** Why this file may not import that source; undefined if it may. Paths are seen from the root, with forward slashes. */
export function refusal(file, source, typesOnly) {
  const appName = /^apps\/([^/]+)\//.exec(file)?.[1];
  const known = { file, source, target: targetOf(file, source), appName, typesOnly };
  for (const [where, rule] of lines) {
    const reason = where.test(file) ? rule(known) : undefined;
    if (reason) return reason;
  }
  return undefined;
}

/** Whether nothing of it is left when the types are gone. */
function importsTypesOnly({ importKind, exportKind, specifiers = [] }) {
  if (importKind === 'type' || exportKind === 'type') return true;
  return specifiers.length > 0 && specifiers.every((one) => (one.importKind ?? one.exportKind) === 'type');
}

export const rooms = {
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const check = (node) => {
      const source = node.source?.value;
      const reason = typeof source === 'string' ? refusal(file, source, importsTypesOnly(node)) : undefined;
      if (reason) context.report({ node: node.source, message: reason });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

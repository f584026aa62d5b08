// Starts a program of CommonJS as V8 has compiled it before, and keeps what it has compiled for the next start. Node can do the same from version 22 on
// (module.enableCompileCache).
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/** By then a service has begun its work, and V8 has compiled what a start needs. */
const settledMilliseconds = 10_000;

/** Runs the program in this file. The cache lies beside it; where nothing can be written each start compiles anew. */
export function startCompiled(url) {
  const filename = fileURLToPath(url);
  const place = `${filename}.compiled`;
  const cachedData = readIfThere(place);
  // On one line with what comes before it, so that errors name the right line.
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(filename, 'utf8')}\n})`;
  const script = new Script(source, { filename, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(url), module, filename, dirname(filename));
  if (!cachedData || script.cachedDataRejected) setTimeout(() => keep(script, place), settledMilliseconds).unref();
}

function readIfThere(place) {
  try {
    return readFileSync(place);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: several processes of one program may do it at once. */
function keep(script, place) {
  const half = `${place}.${process.pid}`;
  try {
    writeFileSync(half, script.createCachedData());
    renameSync(half, place);
  } catch {
    rmSync(half, { force: true });
  }
}

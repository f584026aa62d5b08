// npm run bench -- <name> [options]: builds, then runs dist/bench/<name>.js, whose main(args) prints a table.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.js';

const [name = '', ...options] = process.argv.slice(2);
await build();
const program = join('dist', 'bench', `${name}.js`);
if (!/^[a-z-]+$/.test(name) || !existsSync(program)) {
  const names = readdirSync('bench').flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? []);
  console.error(`There is no bench '${name}'. Choose one of: ${names.join(', ')}`);
  process.exit(2);
}
const { main } = await import(pathToFileURL(join(process.cwd(), program)).href);
process.exitCode = (await main(options)) ?? 0;

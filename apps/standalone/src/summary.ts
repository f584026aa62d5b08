import { secretsFile } from './home.js';
import type { Standalone } from './standalone.js';

/** What somebody wants to know who has just started Callout. */
export function readySummary({ url, home, demo }: Standalone): string {
  const lines = [`Callout is ready: ${url}`, `  API documentation: ${url}/docs`];
  if (demo) {
    const width = Math.max(...demo.accounts.map(({ name }) => name.length));
    lines.push(`  demo of ${demo.country}; accounts (${demo.accounts[0]?.password ?? ''} is everybody's password):`);
    lines.push(...demo.accounts.map(({ name, role }) => `    ${name.padEnd(width)}  ${role}`));
  }
  if (!demo) lines.push(`  sign in as admin; the password is in ${secretsFile(home)}`);
  return [...lines, '  stop with Ctrl-C'].join('\n');
}

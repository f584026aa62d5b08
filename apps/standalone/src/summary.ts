import { secretsFile } from './home.js';
import type { Standalone } from './standalone.js';

/** What somebody wants to know who has just started Callout, which listens on `host`. */
export function readySummary({ url, home, demo }: Omit<Standalone, 'close'>, host: string): string {
  const lines = [`Callout is ready: ${url}`, `  API documentation: ${url}/docs`];
  if (demo) lines.push(...accountLines({ home, demo }));
  if (demo && !isOwnMachine(host)) {
    lines.push(
      `  WARNING: HOST=${host} lets other machines in, and everybody knows the demo's passwords: CALLOUT_DEMO=off with an empty CALLOUT_HOME starts without them`,
    );
  }
  if (!demo) lines.push(...accountLines({ home }));
  return [...lines, '  stop with Ctrl-C'].join('\n');
}

/** Who may sign in: the people of the demo, or the one administrator. */
export function accountLines({ home, demo }: Pick<Standalone, 'home' | 'demo'>): string[] {
  if (!demo) return [`  sign in as admin; the password is in ${secretsFile(home)}`];
  const width = Math.max(...demo.accounts.map(({ name }) => name.length));
  return [
    `  demo of ${demo.country}; accounts (${demo.accounts[0]?.password ?? ''} is everybody's password):`,
    ...demo.accounts.map(({ name, role }) => `    ${name.padEnd(width)}  ${role}`),
  ];
}

/** Only programs of this machine reach it. */
const isOwnMachine = (host: string) => /^(localhost|::1|127(\.\d{1,3}){3})$/.test(host);

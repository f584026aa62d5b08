import { existsSync, readFileSync } from 'node:fs';
import { request } from 'undici';
import { demoPassword } from '../apps/standalone/src/demo/world/users.js';
import { secretsFile } from '../apps/standalone/src/home.js';
import { Api, ApiError, signIn } from './api.js';
import { ClockDriver } from './clock-driver.js';
import { keysFile, readKeys } from './keys.js';
import type { Server } from './server.js';

const wanted =
  'a replay needs Callout in one process with a demo whose clock stands (CALLOUT_DEMO=plan.json npm start): leave --url and --home out and it starts one';

/** A server that runs already. Throws the reason if no replay can run there, the weightiest first: before anything else is asked of it. */
export async function givenServer(url: string, home: string): Promise<Server> {
  await requireAnswer(url);
  const admin = new Api(url, await signInAdmin(url, home), 1);
  try {
    await new ClockDriver(admin, []).begin();
  } catch (error) {
    if (error instanceof ApiError)
      throw new Error(`${url} cannot be replayed on: ${error.problem.detail ?? error.message}; ${wanted}`);
    throw error;
  } finally {
    await admin.close();
  }
  readKeys(keysFile(home));
  return { url, home, stop: async () => undefined };
}

async function requireAnswer(url: string): Promise<void> {
  try {
    await (await request(`${url}/livez`)).body.dump();
  } catch (error) {
    throw new Error(
      `nobody answers at ${url} (${error instanceof Error && error.message ? error.message : String(error)}): is --url right?`,
    );
  }
}

/** With the demo's password or the one in the state folder, which is the first administrator's where there is no demo. */
async function signInAdmin(url: string, home: string): Promise<Record<string, string>> {
  for (const password of passwordsIn(home)) {
    try {
      return await signIn(url, 'admin', password);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
    }
  }
  throw new Error(
    `the admin of ${url} signs in neither with the demo's password nor with the one in ${home}: --home must be the state folder of that server; ${wanted}`,
  );
}

function passwordsIn(home: string): string[] {
  const [hasDemo, hasSecrets] = [existsSync(keysFile(home)), existsSync(secretsFile(home))];
  if (!hasDemo && !hasSecrets) {
    throw new Error(
      `--home ${home} is no state folder of Callout: it has neither demo-keys.json nor secrets.json; ${wanted}`,
    );
  }
  const first = hasSecrets ? [firstPassword(home)] : [];
  return hasDemo ? [demoPassword, ...first] : [...first, demoPassword];
}

const firstPassword = (home: string) =>
  (JSON.parse(readFileSync(secretsFile(home), 'utf8')) as { adminPassword: string }).adminPassword;

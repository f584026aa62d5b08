import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SimulatorKey {
  name: string;
  role: string;
  siteId?: string;
  bearer: string;
}

export interface DemoKeys {
  country: string;
  seed: number;
  keys: SimulatorKey[];
}

/** Where the demo leaves its keys. */
export const keysFile = (home: string) => join(home, 'demo-keys.json');

/** The keys that the demo left in its state folder. */
export function readKeys(path: string): DemoKeys {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DemoKeys;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `the demo's keys cannot be read from ${path} (${reason}): --home must be the state folder of a server with a demo`,
    );
  }
}

export function keyOf(keys: DemoKeys, role: string): string {
  const found = keys.keys.find((key) => key.role === role && !key.siteId);
  if (!found) throw new Error(`the demo has no key for the role ${role}`);
  return found.bearer;
}

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const fileOn = (port: number) => `.s.PGSQL.${port}`;
/** What the kernel takes as the path of a socket, its end included: 108 bytes on Linux, 104 on macOS. */
const longestPath = 103;

/**
 * Where the server opens its socket file; empty where the path would be too long. A statement through it costs the kernel half of what it costs through
 * TCP.
 */
export function socketFolder(folder: string): string {
  const path = join(folder, fileOn(65_535));
  return Buffer.byteLength(path) <= longestPath && !/[",]/.test(path) ? folder : '';
}

/** The `?host=` that sends clients to the socket file, where there is one: a server that was left running may be older. */
export function viaSocket(folder: string, port: number): string {
  return existsSync(join(folder, fileOn(port))) ? `?host=${encodeURIComponent(folder)}` : '';
}

/** What servers that were killed have left behind. */
export function removeSockets(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith('.s.PGSQL.')) rmSync(join(folder, name), { force: true });
}

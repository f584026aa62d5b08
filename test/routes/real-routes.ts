import type { RunningService } from '#common/runtime/service.js';
import type { FastifyInstance } from 'fastify';

/** `│   ├── ffers (GET, HEAD)`: four characters a level, then a piece of a path and the methods that end there. */
const line = /^(?<indent>(?:[│ ] {3})*)[├└]── (?<piece>.*?)(?: \((?<methods>[A-Z, ]+)\))?$/;

/** Every route that Fastify has, as `GET /api/v1/offers/{id}`, read from the tree in which it looks them up; without the HEAD that each GET brings. */
export function realRoutes({ app }: RunningService): string[] {
  const tree = (app.getHttpAdapter().getInstance() as FastifyInstance).printRoutes();
  const pieces: string[] = [];
  const routes: string[] = [];
  for (const text of tree.split('\n').filter((one) => one.trim() !== '')) {
    const { indent = '', piece = '', methods } = line.exec(text)?.groups ?? {};
    if (piece === '') throw new Error(`a line of Fastify's routes cannot be read: ${text}`);
    pieces.splice(indent.length / 4, Infinity, piece);
    const path = pieces.join('').replace(/:(\w+)/g, '{$1}');
    for (const method of methods?.split(', ') ?? []) if (method !== 'HEAD') routes.push(`${method} ${path}`);
  }
  return routes;
}

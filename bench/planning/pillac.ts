import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onlyTerms } from '../../apps/dispatch/src/core/planning/model/objective.js';
import type { Problem } from '../../apps/dispatch/src/core/planning/model/problem.js';
import type { Travel } from '../../apps/dispatch/src/core/planning/model/travel.js';

/** A node of a TRSP file: for homes `skills`, `tools`, `parts` are what is there, for requests what is needed. */
export interface PillacNode {
  id: number;
  x: number;
  y: number;
  start: number;
  end: number;
  service: number;
  skills: readonly number[];
  tools: readonly number[];
  parts: readonly number[];
}

export interface PillacInstance {
  name: string;
  depot: PillacNode;
  homes: readonly PillacNode[];
  requests: readonly PillacNode[];
}

const listOf = (text: string) => (text.trim() === '' ? [] : text.split(',').map(Number));

function nodeOf(line: string): PillacNode | undefined {
  const found = /^\s*((?:-?[\d.]+\s+){6})\[([^\]]*)\]\s*\[([^\]]*)\]\s*\[([^\]]*)\]/.exec(line);
  if (!found) return undefined;
  const [id = 0, x = 0, y = 0, start = 0, end = 0, service = 0] = (found[1] ?? '').trim().split(/\s+/).map(Number);
  const [skills = [], tools = [], parts = []] = found.slice(2).map(listOf);
  return { id, x, y, start, end, service, skills, tools, parts };
}

/** Reads a file of the Technician Routing and Scheduling Problem. Throws on a file that is none. */
export function readPillac(file: string): PillacInstance {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const crew = lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .find((row) => row.length === 4 && row.every((value) => value >= 0));
  const [depot, ...others] = lines.flatMap((line) => nodeOf(line) ?? []);
  if (!crew || !depot) throw new Error(`${file} is not in the TRSP format: no crew line or no depot`);
  const homes = others.filter(({ id }) => id <= (crew[0] ?? 0));
  return { name: (lines[0] ?? '').trim(), depot, homes, requests: others.slice(homes.length) };
}

/** Files of the instances in a folder, which may have them in `crew25/`. */
export function pillacFiles(folder: string): string[] {
  const at = readdirSync(folder).includes('crew25') ? join(folder, 'crew25') : folder;
  return readdirSync(at)
    .filter((name) => name.toLowerCase().endsWith('.txt'))
    .sort()
    .map((name) => join(at, name));
}

export function pillacTravel({ depot, homes, requests }: PillacInstance): Travel {
  const nodes = [depot, ...homes, ...requests];
  const places = nodes.length;
  const seconds = new Float64Array(places * places);
  nodes.forEach((one, row) =>
    nodes.forEach((other, column) => {
      seconds[row * places + column] = Math.hypot(one.x - other.x, one.y - other.y);
    }),
  );
  return { places, seconds, metres: seconds };
}

/** Working time only; one unit of the file is one second. Node 0 restocks everything. */
export function pillacProblem(instance: PillacInstance): Problem {
  const { depot, homes, requests } = instance;
  const partsOf = (quantities: readonly number[]) =>
    quantities.flatMap((quantity, part) => (quantity > 0 ? [{ partId: String(part), quantity }] : []));
  return {
    travel: pillacTravel(instance),
    objective: onlyTerms({ unserved: 1e5, work: 3600 }),
    stockPoints: [{ id: '0', place: 0, window: { startSeconds: depot.start, endSeconds: depot.end } }],
    jobs: requests.map(({ id, start, end, service, skills, tools, parts }, index) => ({
      id: String(id),
      place: 1 + homes.length + index,
      durationSeconds: service,
      windows: [{ startSeconds: start, endSeconds: end }],
      skills: skills.map((skill) => ({ skill: String(skill), level: 1 })),
      tools: tools.map(String),
      parts: partsOf(parts),
    })),
    technicians: homes.map(({ id, start, end, skills, tools, parts }, index) => ({
      id: String(id),
      shifts: [{ startSeconds: start, endSeconds: end, startPlace: 1 + index, endPlace: 1 + index }],
      skills: new Map(skills.map((skill) => [String(skill), { level: 1 }])),
      rates: { perWorkHour: 1 },
      van: {
        parts: new Map(parts.map((quantity, part) => [String(part), quantity])),
        tools: new Set(tools.map(String)),
      },
      stockPointIds: ['0'],
    })),
  };
}

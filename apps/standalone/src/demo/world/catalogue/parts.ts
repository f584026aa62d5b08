import { demoId } from '../ids.js';
import { Random, randomFor } from '../random.js';
import { allFaults } from './catalogue.js';
import { type Category, categories } from './categories.js';
import type { FaultKindCode } from './faults.js';

export interface DemoPart {
  id: string;
  number: string;
  nameEn: string;
  nameZh: string;
  category: string;
  /** The fault that it mends; none for a service kit. */
  kind?: FaultKindCode;
  unitCostMinor: number;
  currency: 'CNY';
  criticality: 'vital' | 'essential' | 'desirable';
  leadTimeDays: number;
  packSize: number;
  /** The part that replaces it; an old number has no demand of its own any more. */
  supersededById?: string;
}

/** How often any repair takes the category's service kit (grease, screws, fuses). */
export const serviceKitChance = 0.04;

/** Rarely seen products have no kit of their own. */
const hasServiceKit = ({ share }: Category) => share >= 10;

const partCount = 300;

/** 300 parts: one for every fault that takes one, a service kit for the usual categories, and old numbers that were superseded by some of them. */
export function createParts(seed: number): DemoPart[] {
  const random = randomFor(seed, 'parts');
  const current = [...faultParts(seed, random), ...serviceKits(seed, random)];
  const old = current
    .filter(({ kind }) => kind === 'board' || kind === 'motor' || kind === 'battery' || kind === 'switch')
    .slice(0, Math.max(0, partCount - current.length))
    .map((part, index) => predecessor(part, demoId(seed, 'part-old', index)));
  return [...current, ...old];
}

function faultParts(seed: number, random: Random): DemoPart[] {
  return allFaults
    .filter(({ part }) => part !== undefined)
    .map(({ category, kind, part }, index) => ({
      ...basics(seed, 'part', index, random),
      number: `${prefixOf(category)}-${kind.toUpperCase().slice(0, 6)}-2`,
      nameEn: `${category.nameEn}: ${part?.nameEn ?? ''}`,
      nameZh: `${category.nameZh}${part?.nameZh ?? ''}`,
      category: category.code,
      kind,
      unitCostMinor: Math.round(((part?.costMinor ?? 0) * random.whole(80, 130)) / 100),
      criticality: (part?.chance ?? 0) >= 0.8 ? 'vital' : 'essential',
    }));
}

function serviceKits(seed: number, random: Random): DemoPart[] {
  return categories.filter(hasServiceKit).map((category, index) => ({
    ...basics(seed, 'part-kit', index, random),
    number: `${prefixOf(category)}-KIT-1`,
    nameEn: `${category.nameEn}: Service kit`,
    nameZh: `${category.nameZh}维修辅料包`,
    category: category.code,
    unitCostMinor: random.whole(500, 2_500),
    criticality: 'desirable',
  }));
}

const basics = (seed: number, kind: string, index: number, random: Random) => ({
  id: demoId(seed, kind, index),
  currency: 'CNY' as const,
  leadTimeDays: random.whole(1, 10),
  packSize: random.weighted([1, 5, 10], (size) => 6 - Math.log2(size)),
});

const predecessor = (part: DemoPart, id: string): DemoPart => ({
  ...part,
  id,
  number: part.number.replace(/-2$/, '-1'),
  nameEn: `${part.nameEn} (old)`,
  nameZh: `${part.nameZh}(旧)`,
  supersededById: part.id,
});

/** `Hi-Fi separates` -> `HFS12`: initials and the row, so that two categories never share it. */
function prefixOf(category: Category): string {
  const letters = category.code.replaceAll('-', '').slice(0, 3).toUpperCase();
  return `${letters}${String(categories.indexOf(category) + 1).padStart(2, '0')}`;
}

import { categories } from './catalogue/categories.js';
import { type CertificateCode, type SkillCode, skills } from './catalogue/skills.js';
import { demoId } from './ids.js';
import type { Names } from './names.js';
import type { DayHours, DemoSite } from './network.js';
import { placeIn } from './gazetteer.js';
import { type Random, randomFor } from './random.js';

export interface DemoTechnician {
  id: string;
  code: string;
  siteId: string;
  name: string;
  home: { lon: number; lat: number };
  skills: { skill: SkillCode; level: number }[];
  certificates: { certificate: CertificateCode; validUntil: string }[];
  shifts: DayHours[];
}

/** Technicians per site follow its share of the reports, but no site has fewer than three. */
export function createTechnicians(
  seed: number,
  sites: readonly DemoSite[],
  names: Names,
  count: number,
  endsAt: Date,
): DemoTechnician[] {
  const random = randomFor(seed, 'technicians');
  const experts = new Map<string, number>();
  const result: DemoTechnician[] = [];
  for (const [index, size] of crewSizes(sites, count).entries()) {
    const site = sites[index];
    if (!site) break;
    for (let member = 0; member < size; member += 1) {
      const technicianSkills = skillsFor(random, primarySkill(random, member), member, experts, site.cluster);
      result.push({
        id: demoId(seed, 'technician', result.length),
        code: `T${String(result.length + 1).padStart(3, '0')}`,
        siteId: site.id,
        name: names.person(),
        home: homeNear(random, site),
        skills: technicianSkills,
        certificates: certificatesFor(random, technicianSkills, endsAt),
        shifts: shiftsFor(random),
      });
    }
  }
  return result;
}

/** Whole crews that add up to `count`, by largest remainder, at least three each. */
export function crewSizes(sites: readonly DemoSite[], count: number): number[] {
  const least = Math.min(3, Math.floor(count / sites.length));
  const free = count - least * sites.length;
  const wanted = sites.map(({ share }) => share * free);
  const sizes = wanted.map((size) => least + Math.floor(size));
  const byRemainder = wanted.map((size, index) => ({ index, rest: size % 1 })).toSorted((a, b) => b.rest - a.rest);
  for (let left = count - sizes.reduce((a, b) => a + b, 0), turn = 0; left > 0; left -= 1, turn += 1) {
    const { index } = byRemainder[turn % byRemainder.length] ?? { index: 0 };
    sizes[index] = (sizes[index] ?? 0) + 1;
  }
  return sizes;
}

const skillWeights = skills.map(({ code }) => ({
  code,
  weight: categories.filter(({ skill }) => skill === code).reduce((sum, { share }) => sum + share, 0),
}));

/** The first of each crew are generalists for small appliances; the others follow what is reported, damped so that rare skills exist. */
const primarySkill = (random: Random, member: number): SkillCode =>
  member === 0 ? 'small-appliance' : random.weighted(skillWeights, ({ weight }) => weight ** 0.7).code;

const levels = [
  { level: 1, weight: 12 },
  { level: 2, weight: 30 },
  { level: 3, weight: 32 },
  { level: 4, weight: 17 },
  { level: 5, weight: 9 },
] as const;

function skillsFor(random: Random, primary: SkillCode, member: number, experts: Map<string, number>, cluster: number) {
  const others = random.shuffled(skills.map(({ code }) => code).filter((code) => code !== primary));
  const level = member < 2 ? random.whole(3, 5) : random.weighted(levels, ({ weight }) => weight).level;
  const held = [primary, ...others.slice(0, member < 3 ? 4 : random.whole(1, 3))].map((skill, rank) => ({
    skill,
    level: rank === 0 ? level : Math.max(1, level - random.whole(0, 2)),
  }));
  if (member < 3) makeExperts(held, experts, cluster);
  return held;
}

/** Two people of each cluster of sites reach level 5 in each skill: somebody must be able to do the hardest jobs. */
function makeExperts(held: { skill: SkillCode; level: number }[], experts: Map<string, number>, cluster: number): void {
  for (const entry of held) {
    const key = `${cluster} ${entry.skill}`;
    const known = experts.get(key) ?? 0;
    if (known >= 2 && entry.level < 5) continue;
    entry.level = 5;
    experts.set(key, known + 1);
  }
}

function certificatesFor(random: Random, held: { skill: SkillCode; level: number }[], endsAt: Date) {
  const validUntil = () => new Date(endsAt.getTime() + random.whole(120, 900) * 86_400_000).toISOString().slice(0, 10);
  const result: DemoTechnician['certificates'] = [];
  const large = held.find(({ skill }) => skill === 'large-appliance');
  if (large && (large.level >= 4 || random.chance(0.3)))
    result.push({ certificate: 'refrigerant', validUntil: validUntil() });
  if (random.chance(0.4)) result.push({ certificate: 'electrician', validUntil: validUntil() });
  return result;
}

function shiftsFor(random: Random): DayHours[] {
  const { from, to } = random.weighted(
    [
      { from: '08:00', to: '17:00', weight: 6 },
      { from: '09:00', to: '18:00', weight: 3 },
      { from: '10:00', to: '19:00', weight: 1 },
    ],
    ({ weight }) => weight,
  );
  const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from, to }));
  return random.chance(0.2) ? [...week.slice(1), { weekday: 6, from: '09:00', to: '15:00' }] : week;
}

function homeNear(random: Random, site: DemoSite): { lon: number; lat: number } {
  const { lon, lat } = placeIn(site.town, random.normal() * 4_000, random.normal() * 4_000);
  return { lon, lat };
}

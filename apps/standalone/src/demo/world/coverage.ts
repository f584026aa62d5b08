import { allFaults } from './catalogue/catalogue.js';
import { type CertificateCode, type SkillCode, skills } from './catalogue/skills.js';
import type { Town } from './gazetteer.js';
import { type DemoSite, type TownWeights, nearestSites, reaches } from './network.js';
import type { DemoTechnician } from './technicians.js';

/** What a skill's hardest order asks of the technician who comes. */
interface Need {
  skill: SkillCode;
  level: number;
  certificate?: CertificateCode;
}

/** What triage asks for where the words say little: one above the usual fault's level, which is 3 at most. */
const carefulLevel = 4;

const needs: readonly Need[] = skills.map(({ code }) => {
  const faults = allFaults.filter(({ category }) => category.skill === code);
  const certificate = faults.find((fault) => fault.certificate)?.certificate;
  return {
    skill: code,
    level: Math.max(carefulLevel, ...faults.map(({ level }) => level)),
    ...(certificate && { certificate }),
  };
});

/** A paper that is won when the demo begins is good for two years. */
const paperDays = 730;

/**
 * Sees to it that every town with reports has somebody who comes for each skill's hardest order: crews are dealt out by site, and a town at the
 * edge may be reached by one site only. Who is nearest to it and best at the skill has learned what was missing.
 */
export function skillAllTowns(
  technicians: readonly DemoTechnician[],
  sites: readonly DemoSite[],
  towns: readonly Town[],
  weights: TownWeights,
  endsAt: Date,
): void {
  const validUntil = new Date(endsAt.getTime() + paperDays * 86_400_000).toISOString().slice(0, 10);
  const crews = new Map(sites.map(({ id }) => [id, technicians.filter(({ siteId }) => siteId === id)]));
  for (const group of groupsOfSites(sites, towns, weights)) {
    for (const need of needs) {
      const near = group.flatMap(({ id }) => crews.get(id) ?? []);
      if (!near.some((technician) => meets(technician, need))) {
        teach(crews.get(group[0]?.id ?? '') ?? [], need, validUntil);
      }
    }
  }
}

/** The groups of sites that share a town, each once, the nearest site first; the smallest groups first, for they help the larger ones too. */
function groupsOfSites(sites: readonly DemoSite[], towns: readonly Town[], weights: TownWeights): DemoSite[][] {
  const groups = new Map<string, DemoSite[]>();
  for (const town of towns) {
    if ((weights.get(town.townId) ?? 0) === 0) continue;
    const group = nearestSites(sites, town).filter((site) => reaches(site, town));
    const key = group
      .map(({ id }) => id)
      .toSorted()
      .join(' ');
    if (group.length > 0 && !groups.has(key)) groups.set(key, group);
  }
  return [...groups.values()].toSorted((a, b) => a.length - b.length);
}

const levelOf = ({ skills: held }: DemoTechnician, wanted: SkillCode) =>
  held.find(({ skill }) => skill === wanted)?.level ?? 0;

/** Whether the technician can do what the need asks for. */
export const meets = (technician: DemoTechnician, { skill, level, certificate }: Need): boolean =>
  levelOf(technician, skill) >= level &&
  (!certificate || technician.certificates.some((held) => held.certificate === certificate));

/** The best of the crew at the skill reaches the level; where nobody has it, the one who has the fewest skills learns it. */
function teach(crew: readonly DemoTechnician[], need: Need, validUntil: string): void {
  const [best] = crew.toSorted(
    (a, b) => levelOf(b, need.skill) - levelOf(a, need.skill) || a.skills.length - b.skills.length,
  );
  if (!best) return;
  const held = best.skills.find(({ skill }) => skill === need.skill);
  if (held) held.level = Math.max(held.level, need.level);
  else best.skills.push({ skill: need.skill, level: need.level });
  const paper = need.certificate;
  if (paper && !best.certificates.some(({ certificate }) => certificate === paper)) {
    best.certificates.push({ certificate: paper, validUntil });
  }
}

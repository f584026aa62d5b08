import { type Category, categories } from './categories.js';
import { type FaultKind, type FaultKindCode, faultKinds } from './faults.js';
import type { CertificateCode } from './skills.js';

/** One fault that one product category can have: the kind's words and needs with the category's own frequency. */
export interface CategoryFault extends FaultKind {
  category: Category;
  kind: FaultKindCode;
  code: string;
  /** Share of the category's failures. */
  share: number;
  certificate?: CertificateCode;
  remedy: string;
}

const kebab = (word: string) => word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function faultsOf(category: Category): CategoryFault[] {
  const total = category.faults.reduce((sum, { weight }) => sum + weight, 0);
  return category.faults.map(({ kind, weight, certificate }) => {
    const known: FaultKind = faultKinds[kind];
    const remedy = known.part ? 'replaced' : 'serviced';
    return {
      ...known,
      category,
      kind,
      code: kebab(kind),
      share: weight / total,
      remedy,
      ...(certificate && { certificate }),
    };
  });
}

const byCategory = new Map(categories.map((category) => [category.code, faultsOf(category)]));

/** The faults that a category of products has. Throws for a category that is not in the catalogue. */
export function faultsOfCategory(categoryCode: string): readonly CategoryFault[] {
  const faults = byCategory.get(categoryCode);
  if (!faults) throw new Error(`the demo has no product category "${categoryCode}"`);
  return faults;
}

export const allFaults: readonly CategoryFault[] = [...byCategory.values()].flat();

export const symptoms: readonly string[] = [...new Set(allFaults.map(({ symptom }) => symptom))].toSorted();

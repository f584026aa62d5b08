import { type FieldError, Problem, sentenceOf } from './problems.js';

/** The path of a part from the root of the body: `lines[2]` in a list, `asset.category` in an object, the name alone at the root. */
export const fieldPath = (parent: string, name: string, isInList = false) =>
  isInList ? `${parent}[${name}]` : parent ? `${parent}.${name}` : name;

/**
 * For what checks a part of a body without knowing where it stands: a field that `work` refuses is named from `parent` on, `category` becomes
 * `asset.category`. Whatever else it throws stays as it is.
 */
export async function inField<T>(parent: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Problem && error.extra.errors ? below(parent, error, error.extra.errors) : error;
  }
}

function below(parent: string, { slug, detail, extra }: Problem, given: readonly FieldError[]): Problem {
  const errors = given.map(({ field, message }) => ({ field: fieldPath(parent, field), message }));
  return new Problem(slug, detail === sentenceOf(given) ? sentenceOf(errors) : detail, { ...extra, errors });
}

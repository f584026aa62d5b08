import { getMetadataStorage, type ValidationError } from 'class-validator';

/** Of a list that is wrong from end to end the first items say enough. */
const mostTold = 20;

/**
 * The indexes of a list's items that break this rule, the first twenty; empty where the rule is about the field as a whole. class-validator itself says of
 * a rule for `each` item only that one of them breaks it. Needs the error's target and value.
 */
export function wrongItems({ target, property, value }: ValidationError, rule: string): number[] {
  if (!target || !Array.isArray(value)) return [];
  const storage = getMetadataStorage();
  const uses = storage
    .getTargetValidationMetadatas(target.constructor, '', false, false)
    .filter(({ each, propertyName }) => each && propertyName === property);
  for (const { constraintCls, constraints } of uses) {
    const given = { targetName: target.constructor.name, property, object: target, value, constraints };
    const checks = storage.getTargetValidatorConstraints(constraintCls).filter(({ name }) => name === rule);
    const keepsRules = (item: unknown) => checks.every(({ instance }) => instance.validate(item, given));
    const wrong: number[] = [];
    for (const [index, item] of value.entries()) {
      if (!keepsRules(item)) wrong.push(index);
      if (wrong.length === mostTold) break;
    }
    if (wrong.length > 0) return wrong;
  }
  return [];
}

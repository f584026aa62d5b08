import { getMetadataStorage } from 'class-validator';

type Rules = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>;

let isInstalled = false;

/**
 * Lets class-validator look for the rules of a class once. It looks through all classes of the process at each validation, to find those that are
 * inherited: 1.7 % of the main thread's work in a replay, where all services share it. Rules belong to a class from its definition on and do not change.
 */
export function lookForRulesOnce(): void {
  if (isInstalled) return;
  isInstalled = true;
  const storage = getMetadataStorage();
  const look = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, Map<string, Rules>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (always || strictGroups || (groups && groups.length > 0))
      return look(target, schema, always, strictGroups, groups);
    const ofTarget = known.get(target) ?? new Map<string, Rules>();
    known.set(target, ofTarget);
    const rules = ofTarget.get(schema) ?? look(target, schema, always, strictGroups, groups);
    ofTarget.set(schema, rules);
    return rules;
  };
}

/** Latin words are also cut into runs of so many letters, so that forms and compounds of a word still meet. */
const runLengths = [3, 4];

/**
 * What a problem text says, as a set of features: for Chinese each character and each pair of neighbours, for other scripts each word and
 * its runs of 3 and 4 letters with the word's edges marked (`_motor_`), and the symptom code if there is one.
 */
export function featuresOf(problem: string, symptomCode?: string | null): string[] {
  const features = new Set<string>();
  for (const [run] of problem
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu)) {
    if (/^\p{Script=Han}/u.test(run)) addPairs(features, run);
    else addWord(features, run);
  }
  if (symptomCode) features.add(`symptom:${symptomCode}`);
  return [...features];
}

function addPairs(features: Set<string>, run: string): void {
  const characters = [...run];
  characters.forEach((character, index) => {
    features.add(character);
    const next = characters[index + 1];
    if (next) features.add(character + next);
  });
}

function addWord(features: Set<string>, word: string): void {
  features.add(`word:${word}`);
  const padded = `_${word}_`;
  for (const length of runLengths) {
    for (let start = 0; start + length <= padded.length; start += 1) features.add(padded.slice(start, start + length));
  }
}

/** How alike two texts are: shared features over all features (Jaccard), 0 to 1. */
export function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const held = new Set(one);
  const shared = other.filter((feature) => held.has(feature)).length;
  return shared / (one.length + other.length - shared);
}

/** Latin words are also cut into runs of so many letters, so that forms and compounds of a word still meet. */
const runLengths = [3, 4];

/**
 * What a problem text says, as a set of features: for Chinese each character and each pair of neighbours, for other scripts each word and
 * its runs of 3 and 4 letters with the word's edges marked (`_motor_`), and the symptom code if there is one.
 */
export function featuresOf(problem: string, symptomCode?: string | null): string[] {
  return featuresByWord(problem, symptomCode).flat();
}

/** The same features, those of a word (in Chinese of a character) together; each stands with the first word that has it. */
export function featuresByWord(problem: string, symptomCode?: string | null): string[][] {
  const seen = new Set<string>();
  const onlyNew = (features: readonly string[]) =>
    features.filter((feature) => {
      const isNew = !seen.has(feature);
      seen.add(feature);
      return isNew;
    });
  const runs = problem
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu);
  const words = [...runs].flatMap(([run]) => (/^\p{Script=Han}/u.test(run) ? charactersOf(run) : [partsOf(run)]));
  if (symptomCode) words.push([`symptom:${symptomCode}`]);
  return words.map(onlyNew).filter((features) => features.length > 0);
}

/** Each character, with the pair that it begins. */
function charactersOf(run: string): string[][] {
  const characters = [...run];
  return characters.map((character, index) => {
    const next = characters[index + 1];
    return next ? [character, character + next] : [character];
  });
}

function partsOf(word: string): string[] {
  const padded = `_${word}_`;
  const parts = [`word:${word}`];
  for (const length of runLengths) {
    for (let start = 0; start + length <= padded.length; start += 1) parts.push(padded.slice(start, start + length));
  }
  return parts;
}

/** How alike two texts are: shared features over all features (Jaccard), 0 to 1. */
export function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const held = new Set(one);
  const shared = other.filter((feature) => held.has(feature)).length;
  return shared / (one.length + other.length - shared);
}

import { synonymGroups } from './synonym-groups.js';

/** The name of a word's group, or the word itself. */
export function conceptsOf(word: string): readonly string[] {
  return concepts.get(word) ?? [word];
}

const concepts = buildConcepts();

/** A word may stand in several groups. */
function buildConcepts(): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const [index, line] of synonymGroups.trim().split(/[|\n]/).entries()) {
    for (const word of new Set(line.trim().split(' ')))
      map.set(word, [...(map.get(word) ?? []), `~${index}`]);
  }
  return map;
}

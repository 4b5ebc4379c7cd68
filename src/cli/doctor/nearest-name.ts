/** Longer names are compared by no more than this: they come from outside. */
const longest = 64;

/**
 * The known name that differs least from `name`, where that may be a slip of the hand (a third of its characters,
 * three at most); else null. Ties: the first.
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const asked = name.slice(0, longest).toUpperCase();
  const allowed = Math.min(3, Math.ceil(asked.length / 3));
  let best: { name: string; distance: number } | null = null;
  for (const candidate of known) {
    const distance = editDistance(asked, candidate);
    if (distance <= allowed && (best === null || distance < best.distance)) {
      best = { name: candidate, distance };
    }
  }
  return best?.name ?? null;
}

/** Levenshtein distance: how many characters to insert, delete or replace. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

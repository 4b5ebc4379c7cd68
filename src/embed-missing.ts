import type { BuildRequest } from './build-index.js';
import type { Embedder } from './embedding/embedder.js';
import { BuildError } from './errors.js';
import type { BuildJournal } from './indexing/build-journal.js';
import type { GenerationDraft, MissingVector } from './indexing/generation-draft.js';

/**
 * Gives the draft the vectors that it lacks: those that a killed or stopped build left in the journal, then the
 * embedder's, each batch of which is in the journal before the next is taken.
 * @returns how many passages were embedded
 * @throws BuildError `build.stopped` when the signal aborts; what is in the journal stays there
 */
export async function embedMissing(
  draft: GenerationDraft,
  journal: BuildJournal,
  embedder: Embedder,
  { signal, onProgress, force }: BuildRequest,
): Promise<number> {
  if (force) journal.clear();
  const total = draft.missing.length;
  const rest: MissingVector[] = [];
  for (const missing of draft.missing) {
    const vector = journal.find(missing.embedHash);
    if (vector) draft.addVector(missing.label, vector);
    else rest.push(missing);
  }
  let done = total - rest.length;
  onProgress({ phase: 'embedding', done, total });
  for await (const batch of embedder.embedPassages(
    rest.map(({ text }) => text),
    { signal },
  )) {
    journal.record(
      batch.indexes.flatMap((index, i) => {
        const [missing, vector] = [rest[index], batch.vectors[i]];
        if (!missing || !vector)
          throw new RangeError(`the embedder answered for passage ${index} of ${rest.length}`);
        draft.addVector(missing.label, vector);
        return [{ embedHash: missing.embedHash, vector }];
      }),
    );
    done += batch.indexes.length;
    onProgress({ phase: 'embedding', done, total });
  }
  if (done < total) throw new BuildError('build.stopped', { kept: done, total });
  return rest.length;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { openGeneration } from '../../src/engines/open-generation.js';
import { readQuestionSet } from '../../src/evaluation/question-set.js';
import { CatalogueBuildReader } from '../../src/indexing/catalogue-build-reader.js';
import { GenerationStore } from '../../src/indexing/generations.js';
import { readHnswFile } from '../../src/indexing/hnsw-file.js';
import { generationFiles } from '../../src/indexing/manifest.js';
import { createEmbedder } from '../../src/wiring.js';
import { median } from './machine.js';

const questionSets = ['news-dev', 'seeds', 'cmrc-trial', 'drcd-dev'];
const places = 10;

export interface Recall {
  readonly questions: number;
  /** Share of the ten passages of exact search that the engine found, 0 to 1, over all questions. */
  readonly mean: number;
  readonly worst: number;
  /** Median of a search. */
  readonly milliseconds: number;
}

/** Questions of the sets beside the repository, at most `most` of each. */
export function readQuestions(shared: string, most: number): string[] {
  return questionSets
    .map((set) => join(shared, 'eval', set, 'questions.jsonl'))
    .filter(existsSync)
    .flatMap((path) => readQuestionSet(path).slice(0, most))
    .map(({ question }) => question)
    .filter(Boolean);
}

/**
 * The engine of a served index against exact search over every vector that is stored in it. A passage that is as
 * near as the tenth counts, whichever of the equal ones was found.
 */
export async function measureRecall(index: string, questions: readonly string[]): Promise<Recall> {
  const config = readConfig({ index, locale: 'en' }, {});
  const { generation, engine, catalogue } = await openGeneration(await new GenerationStore(index).current());
  const embedder = await createEmbedder(config);
  const { dimension } = embedder.info;
  const stored = await readHnswFile(join(generation.folder, generationFiles.vectors), dimension);
  const sharing = pointsShared(join(generation.folder, generationFiles.catalogue));
  const shares: number[] = [];
  const times: number[] = [];
  for (const question of questions) {
    const vector = await embedder.embedQuery(question);
    const exact: number[] = [];
    stored.labels.forEach((label, place) => {
      if (stored.deleted[place] === 1) return;
      const similarity = dot(vector, stored.vectors, place * dimension);
      for (let copy = 0; copy <= (sharing.get(label) ?? 0); copy++) exact.push(similarity);
    });
    if (exact.length !== engine.size) throw new Error(`${exact.length} vectors, ${engine.size} passages`);
    exact.sort((a, b) => b - a);
    const start = performance.now();
    const found = await engine.searchDense(vector, places);
    times.push(performance.now() - start);
    const worst = exact[places - 1]! - 1e-6;
    shares.push(found.filter(({ score }) => score >= worst).length / places);
  }
  await embedder.close();
  await engine.close();
  await catalogue.close();
  return {
    questions: questions.length,
    mean: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    worst: Math.min(...shares),
    milliseconds: median(times),
  };
}

/** How many passages share a point with its own, by its label: equal vectors lie in the graph once. */
function pointsShared(cataloguePath: string): Map<number, number> {
  const catalogue = CatalogueBuildReader.open(cataloguePath);
  const sharing = new Map<number, number>();
  for (const [, point] of catalogue.vectorCopies()) sharing.set(point, (sharing.get(point) ?? 0) + 1);
  catalogue.close();
  return sharing;
}

function dot(a: Float32Array, b: Float32Array, from: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[from + i]!;
  return sum;
}

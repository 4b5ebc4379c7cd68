/**
 * Compares ways of fusing dense and keyword hits on the question sets beside the project: `npm run eval:fusion`.
 * Prints MRR@10 and recall@5 of every method; what was kept is in docs/decisions, "fusion by z-scores".
 */
import { readQuestionSet } from '../evaluation/question-set.js';
import { compareFusion, fusionTable, type FusionSet } from '../evaluation/run-fusion.js';
import { candidatesPerSearch } from '../retrieval/retrieve.js';
import { openIndex, type OpenIndex } from '../wiring.js';
import { ProgressLine } from './progress.js';
import { availableSets, preparedSet } from './shared-sets.js';

const opened: OpenIndex[] = [];
const sets: FusionSet[] = [];
try {
  for (const { name, ...set } of availableSets(undefined, process.stderr)) {
    const index = await openIndex(await preparedSet({ name, ...set }, process.stderr));
    opened.push(index);
    const { engine, catalogue } = index.served.acquire();
    sets.push({
      name,
      questions: readQuestionSet(set.questions),
      search: async (question) => ({
        dense: await engine.searchDense(await index.embedder.embedQuery(question), candidatesPerSearch),
        keywords: await engine.searchKeywords(question, candidatesPerSearch),
      }),
      passages: (ids) => catalogue.passages(ids),
    });
  }
  if (sets.length === 0) process.stderr.write('Nothing to compare on.\n');
  else {
    const progress = new ProgressLine(process.stderr, 'en');
    const results = await compareFusion(sets, undefined, (done, total) => {
      progress.show({ phase: 'asking', done, total });
    });
    progress.end();
    process.stdout.write(fusionTable(results));
  }
} finally {
  await Promise.all(opened.map((index) => index.close()));
}

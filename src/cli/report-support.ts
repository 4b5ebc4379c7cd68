import { supportTable } from '../evaluation/support-report.js';
import { judgeNews, judgeSample } from './support-sets.js';

/**
 * Prints how well the support of sentences is told, by kind and split: `npx tsx src/cli/report-support.ts`. With
 * `--wrong`, the sentences of the tuning split that were told wrongly too.
 */
const news = await judgeNews();
if (news === null)
  process.stderr.write('Skipped, as the folder "shared" is not beside the project: the news\n');
const judged = [...(await judgeSample()), ...(news ?? [])];
process.stdout.write(`${supportTable(judged)}\n`);
if (process.argv.includes('--wrong')) {
  for (const { id, kind, split, sentence, expect, got, verified } of judged) {
    if (split === 'test' || (expect === 'supported') === (got === 'supported')) continue;
    const reasons = verified.flatMap((sentenceFound) => sentenceFound.reasons).join(', ');
    process.stdout.write(`${id} (${kind}) ${got}: ${reasons}\n  ${sentence}\n`);
  }
}

import { judge, onRightSide, supportTable } from '../evaluation/support-report.js';
import { newsSupport, sampleSupport } from './support-sets.js';

/**
 * Prints how well the support of sentences is told, by kind: `npx tsx src/cli/report-support.ts`. With `--wrong`, the
 * sentences that were told wrongly too. The weights were fitted to the same sentences: what they are worth for others
 * is said by `fit-support.ts`.
 */
const news = await newsSupport();
if (news === null)
  process.stderr.write('Skipped, as the folder "shared" is not beside the project: the news\n');
const judged = [await sampleSupport(), ...(news ? [news] : [])].flatMap(({ tasks, publishedAt }) =>
  tasks.map((task) => judge(task, publishedAt)),
);
process.stdout.write(`${supportTable(judged)}\n`);
if (process.argv.includes('--wrong')) {
  for (const item of judged.filter((one) => !onRightSide(one))) {
    const reasons = item.verified.flatMap((sentence) => sentence.reasons).join(', ');
    process.stdout.write(`${item.id} (${item.kind}) ${item.got}: ${reasons}\n  ${item.sentence}\n`);
  }
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config.js';
import { crossValidate, fitSupport, supportExample } from '../evaluation/support-fit.js';
import { supportTable } from '../evaluation/support-report.js';
import { newsSupport, sampleSupport } from './support-sets.js';

/**
 * Fits the weights of the support check (src/answering/verification/fitted-support.ts) to the sets and edits, and
 * prints how well sentences of articles are told that were left out: `npx tsx src/cli/fit-support.ts`. With `--write`
 * the weights are put in place.
 */
const news = await newsSupport();
if (news === null) throw new Error('The folder "shared" is not beside the project.');
const examples = [await sampleSupport(), news].flatMap(({ tasks, publishedAt }) =>
  tasks.map((task) => supportExample(task, publishedAt)),
);
const judged = [...crossValidate(examples)].map(([example, got]) => ({
  ...example,
  got,
  verified: [],
  milliseconds: NaN,
}));
process.stdout.write(`Cross-validation by article\n${supportTable(judged)}\n`);
const { intercept, weights } = fitSupport(examples);
const lines = Object.entries(weights).map(([name, weight]) => `    ${name}: ${weight},`);
const source = `import type { SupportModel } from './support-model.js';

/** Fitted by src/cli/fit-support.ts to ${examples.length} sentences. */
export const fittedSupport: SupportModel = {
  intercept: ${intercept},
  weights: {
${lines.join('\n')}
  },
};
`;
process.stdout.write(source);
if (process.argv.includes('--write'))
  writeFileSync(join(packageRoot, 'src', 'answering', 'verification', 'fitted-support.ts'), source);

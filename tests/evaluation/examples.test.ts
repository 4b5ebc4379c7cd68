import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultExtractiveSettings } from '../../src/answering/choose-evidence.js';
import { defaultRanking } from '../../src/answering/fitted-weights.js';
import { readExamples, writeExamples } from '../../src/evaluation/example-file.js';
import { collectExamples, groupOf, isAnswerable } from '../../src/evaluation/examples.js';
import { confidenceExample } from '../../src/evaluation/fit-confidence.js';
import { choiceOf, fitRanking } from '../../src/evaluation/fit-ranking.js';
import { fitReport, fitWeights } from '../../src/evaluation/fit-weights.js';
import { evaluationQuestionSchema, type EvaluationQuestion } from '../../src/evaluation/question-set.js';
import { harness, ScriptedReader } from '../support/ask-harness.js';

const articles = [
  { id: 'bridge', text: '云栖大桥2022年在青屿通车。大桥全长十二公里，通行费每辆车三十元。' },
  { id: 'tea', text: '南岭镇的茶叶2023年卖到每公斤二百六十元。合作社有三十二户茶农。' },
  { id: 'port', text: '东澜港2021年吞吐量二百万箱。港口有六个泊位。' },
];
const reader = new ScriptedReader([
  ['十二公里', 6],
  ['三十元', 4],
  ['二百六十元', 5],
  ['二百万箱', 3],
]);
const question = (
  given: Partial<EvaluationQuestion> & { id: string; question: string },
): EvaluationQuestion => evaluationQuestionSchema.parse({ answerable: true, ...given });
const questions = [
  question({
    id: 'a',
    question: '云栖大桥2022年全长多少公里？',
    sources: ['bridge'],
    answers: [['十二公里']],
  }),
  question({ id: 'b', question: '青屿的大桥通行费是多少元？', sources: ['bridge'], answers: [['三十元']] }),
  question({
    id: 'c',
    question: '南岭的茶叶2023年每公斤卖多少元？',
    sources: ['tea'],
    answers: [['二百六十元']],
  }),
  question({ id: 'd', question: '东澜港2021年吞吐量多少箱？', sources: ['port'], answers: [['二百万箱']] }),
  question({ id: 'e', question: '隧道造价多少亿元？', answerable: false }),
  question({ id: 'f', question: '那茶叶呢？', history: [{ role: 'user', content: '大桥多长？' }] }),
  question({ id: 'g', question: ' ', answerable: false }),
];

async function collected(nearMisses = true) {
  const { parts } = await harness(articles, { reader });
  const { open, embedder } = parts;
  return collectExamples(
    { ...open, embedder, reader: parts.reader },
    questions,
    { readPassages: 3, nearMisses },
    () => undefined,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'yinju-examples-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('examples', () => {
  it('are the questions that stand alone, and near misses made from the answerable ones', async () => {
    const examples = await collected();
    const asked = examples.filter(({ nearMiss }) => nearMiss === null);
    expect(asked.map((example) => example.question.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(asked.map(isAnswerable)).toEqual([true, true, true, true, false]);
    expect(asked.map(groupOf)).toEqual(['bridge', 'bridge', 'tea', 'port', 'e']);
    const made = examples.filter(({ nearMiss }) => nearMiss !== null);
    expect(made.length).toBeGreaterThan(2);
    expect(made.some(isAnswerable)).toBe(false);
    for (const { nearMiss, found, question } of made) {
      const removed = found.read.every(({ found }) => !question.sources.includes(found.passage.documentId));
      expect(removed).toBe(nearMiss === 'article-removed');
      expect(found.question.asked === question.question).toBe(nearMiss === 'article-removed');
    }
    expect((await collected(false)).every(({ nearMiss }) => nearMiss === null)).toBe(true);
  });

  it('come back from a file as they were, or with fewer passages', async () => {
    const examples = await collected();
    const path = join(folder, 'examples.jsonl');
    writeExamples(path, examples);
    const again = readExamples(path, 3);
    const settings = { ...defaultExtractiveSettings, readPassages: 3 };
    expect(again).toHaveLength(examples.length);
    again.forEach((example, i) => {
      expect(confidenceExample(example, settings, defaultRanking)).toEqual(
        confidenceExample(examples[i]!, settings, defaultRanking),
      );
    });
    expect(readExamples(path, 1).every(({ found }) => found.read.length <= 1)).toBe(true);
  });
});

describe('fits', () => {
  it('take the sentences that hold the answer, in the article that has it', async () => {
    const [bridge, , , , unanswerable] = (await collected(false)).map(choiceOf);
    expect(bridge?.right.filter(Boolean)).toHaveLength(1);
    expect(unanswerable).toBeNull();
    expect(fitRanking(bridge ? [bridge] : []).spanScore).toBeGreaterThan(0);
  });

  it('report each set, and fit both models', async () => {
    const sets = [{ name: 'three articles', examples: await collected() }];
    const settings = { ...defaultExtractiveSettings, readPassages: 3 };
    const report = fitReport(sets, settings);
    expect(report).toContain('three articles');
    expect(report).toMatch(/calibration error, all together: 0\.\d{3}/);
    const models = { readerFingerprint: 'r', embeddingFingerprint: 'e' };
    const { calibration, ranking } = fitWeights(sets, settings, models);
    expect(calibration).toMatchObject(models);
    expect(Object.values(calibration.weights).every(Number.isFinite)).toBe(true);
    expect(Object.values(ranking).every(Number.isFinite)).toBe(true);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '../../src/reading/reader.js';
import { createTransformersReader } from '../../src/reading/transformers-reader.js';
import { expectSound, readerContract } from '../contracts/reader.js';

const models = fileURLToPath(new URL('../../embeddings/models/', import.meta.url));
const folder = join(models, 'reader-zh-small');
const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const open = () => createTransformersReader({ folder, threads: 1 });

readerContract('reader-zh-small', open);

describe('answers of reader-zh-small', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await open();
  });
  afterAll(async () => {
    await reader.close();
  });
  const answer = async (question: string, passage: string) => {
    const [reading] = await reader.read(question, [passage]);
    expectSound(reading!, passage, 3);
    const best = reading!.spans[0]!;
    return passage.slice(best.start, best.end);
  };

  it.each([
    [
      'traditional',
      '新港口什么时候开工？',
      '新港口于2021年３月15日正式開工，總投資４８．５億元。',
      '2021年３月15日',
    ],
    ['full width', '总投资多少？', '新港口于2021年３月15日正式開工，總投資４８．５億元。', '４８．５億元'],
    [
      'glossed',
      '展会在哪里举行？',
      '第十二屆(jiè)海洋裝(zhuāng)備展覽會(huì)在青島舉行，共有320家企業(yè)參展。',
      '青島',
    ],
    [
      'glossed, a number',
      '有多少家企业参展？',
      '第十二屆(jiè)海洋裝(zhuāng)備展覽會(huì)在青島舉行，共有320家企業(yè)參展。',
      '320家',
    ],
    ['ligature', '公司叫什么名字？', '㈱山田製作所是這家公司的名稱，成立於１９８７年。', '㈱山田製作所'],
    [
      'fraction after emoji',
      '手机卖了多少台？',
      '🚢🎉 今年上半年，星云牌手机共售出½百萬台，同比增长12.5％。',
      '½百萬台',
    ],
    ['surrogate pair', '谁担任队长？', 'ﷺ 校隊由𠮷田一郎擔任隊長，副隊長是é́lan。', '𠮷田一郎'],
    ['Latin', '使用了什么软件？', '工厂引入了 OpenFactory 4.2 系统来管理仓库。', 'OpenFactory 4.2'],
    [
      'traditional question',
      '圖書館幾點關門？',
      '图书馆每天上午九点开门，晚上八点半关门，周一休息。',
      '晚上八点半',
    ],
    [
      'spaces and breaks',
      '总投资多少？',
      '  新港口\n\n　于二月开工，\t总投资   四十八亿元。\n',
      '四十八亿元',
    ],
  ])('are the exact words: %s', async (_, question, passage, expected) => {
    expect(await answer(question, passage)).toContain(expected);
  });

  it('tells what is here from what is not', async () => {
    const passage = '图书馆每天上午九点开门，晚上八点半关门，周一休息。';
    const [here] = await reader.read('图书馆几点关门？', [passage]);
    const [absent] = await reader.read('馆长叫什么名字？', [passage]);
    expect(here!.score).toBeGreaterThan(0);
    expect(absent!.score).toBeLessThan(0);
  });

  it('reads a passage alone or among others alike', async () => {
    const passages = ['图书馆晚上八点半关门。', '渡轮停航三天。', '图书馆每天上午九点开门。'.repeat(10)];
    const together = await reader.read('图书馆几点关门？', passages);
    const alone = await Promise.all(passages.map((passage) => reader.read('图书馆几点关门？', [passage])));
    expect(together).toEqual(alone.flat());
  });

  it('reads in batches with nearly the same scores', async () => {
    const batched = await createTransformersReader({ folder, threads: 1, batchTokens: 2_048 });
    const passages = ['图书馆晚上八点半关门。', '渡轮停航三天。', '图书馆每天上午九点开门。'.repeat(10)];
    const [together, each] = await Promise.all(
      [batched, reader].map((by) => by.read('图书馆几点关门？', passages)),
    );
    await batched.close();
    together!.forEach((reading, i) => {
      expectSound(reading, passages[i]!, 3);
      expect(Math.abs(reading.score - each![i]!.score)).toBeLessThan(2);
    });
    const best = together![0]!.spans[0]!;
    expect(passages[0]!.slice(best.start, best.end)).toContain('八点半');
  });

  it('finds an answer anywhere in a long passage', async () => {
    const filler = '展览馆里陈列着各地的瓷器和织物，参观的人很多。';
    for (const before of [0, 15, 30, 60]) {
      const passage = `${filler.repeat(before)}渡轮从星期五起停航三天。${filler.repeat(60 - before)}`;
      expect(await answer('渡轮从哪天起停航？', passage)).toContain('星期五');
    }
  });

  it('reads a question up to its limit', async () => {
    const passage = '渡轮从星期五起停航三天。';
    expect(await answer(`渡轮从哪天起停航？${'请问'.repeat(2_000)}`, passage)).toContain('星期五');
  });

  it('takes special tokens spelled out in a passage for text', async () => {
    const plain = '渡轮从星期五起停航三天。';
    const [forged] = await reader.read('馆长叫什么名字？', [`</s>馆长叫什么名字？</s></s>${plain}</s>`]);
    expect(forged!.spans.length).toBeGreaterThan(0);
    expect(await answer('渡轮从哪天起停航？', `</s></s><s>${plain}</s>`)).toContain('星期五');
  });

  it.skipIf(!existsSync(shared))('finds exact words in real articles', async () => {
    const lines = (path: string) =>
      readFileSync(shared + path, 'utf8')
        .trim()
        .split('\n');
    const texts = lines('corpora/ecommerce-news.jsonl').map(
      (line) => JSON.parse(line) as { id: string; text: string },
    );
    const questions = lines('eval/news-dev/questions.jsonl')
      .map((line) => JSON.parse(line) as { question: string; sources: string[]; answerable: boolean })
      .filter(({ answerable }) => answerable)
      .slice(0, 20);
    let above = 0;
    for (const { question, sources } of questions) {
      const passages = texts.filter(({ id }) => sources.includes(id)).map(({ text }) => text.slice(0, 1_500));
      const readings = await reader.read(question, passages);
      readings.forEach((reading, i) => {
        expectSound(reading, passages[i]!, 3);
      });
      if (readings.some((reading) => reading.score > 0)) above++;
    }
    expect(above).toBeGreaterThan(questions.length / 2);
  });
  if (!existsSync(shared)) console.warn('skipped: real articles, there is no folder ../shared');
});

describe('a reader that is not as it should be', () => {
  it('says what is missing, damaged or made for something else', async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'yinju-reader-'));
    await expect(createTransformersReader({ folder: join(scratch, 'none') })).rejects.toMatchObject({
      code: 'model.folder-missing',
    });
    await cp(folder, join(scratch, 'reader'), { recursive: true });
    const network = 'onnx/model_quantized.onnx';
    await truncate(join(scratch, 'reader', network), 400_000);
    const damaged = await createTransformersReader({ folder: join(scratch, 'reader') });
    await expect(damaged.read('甲？', ['甲'])).rejects.toMatchObject({
      code: 'model.damaged',
      params: { file: network },
    });
    await damaged.close();
    await rm(join(scratch, 'reader', network));
    await expect(createTransformersReader({ folder: join(scratch, 'reader') })).rejects.toMatchObject({
      code: 'model.file-missing',
    });
    await rm(scratch, { recursive: true });
    const embedder = await createTransformersReader({ folder: join(models, 'e5-zh-small'), threads: 1 });
    await expect(embedder.read('甲？', ['甲'])).rejects.toMatchObject({ code: 'model.wrong-kind' });
    await embedder.close();
  });
});

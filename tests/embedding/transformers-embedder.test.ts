import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/embedding/embedder.js';
import { YinjuEmbeddings } from '../../src/embedding/langchain-embeddings.js';
import { embeddingModelSpec, type EmbeddingModelSettings } from '../../src/embedding/model-spec.js';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.js';
import { cosine, embedAll, embedderContract } from '../contracts/embedder.js';

const model = fileURLToPath(new URL('../../embeddings/models/e5-zh-small', import.meta.url));
const spec = (settings: Partial<EmbeddingModelSettings> = {}) =>
  embeddingModelSpec({ model, ...settings }, join(tmpdir(), 'none'));

embedderContract('e5-zh-small', {
  open: () => createTransformersEmbedder({ spec: spec(), threads: 1 }),
  sameText: 0.99,
  sameInOtherScript: 0.9,
});

describe('vectors of e5-zh-small', () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await createTransformersEmbedder({ spec: spec(), workers: 2, threads: 1, batchTokens: 512 });
  });
  afterAll(async () => {
    await embedder.close();
  });

  it('knows the model from its files', () => {
    expect(embedder.info).toMatchObject({
      name: 'e5-zh-small',
      dimension: 384,
      pooling: 'mean',
      queryPrefix: 'query: ',
      passagePrefix: 'passage: ',
      maxTokens: 512,
    });
  });

  it('puts the prefix before the text and nothing else', async () => {
    const bare = await createTransformersEmbedder({
      spec: spec({ queryPrefix: '', passagePrefix: '' }),
      threads: 1,
    });
    const spelledOut = await bare.embedQuery('passage: 港口');
    const query = await bare.embedQuery('query: 港口');
    await bare.close();
    expect(cosine((await embedAll(embedder, ['港口']))[0]!, spelledOut)).toBeGreaterThan(0.9999);
    expect(cosine(await embedder.embedQuery('港口'), query)).toBeGreaterThan(0.9999);
  });

  it('shares work among workers and loses none, across windows too', async () => {
    const texts = Array.from({ length: 2_300 }, (_, i) => `第${i}号`);
    const vectors = await embedAll(embedder, texts);
    const single = await embedder.embedQuery('第2200号');
    const scores = vectors.map((vector) => cosine(vector, single));
    expect(scores.indexOf(Math.max(...scores))).toBeGreaterThanOrEqual(0);
    // The same text in the first and in the last window.
    const [first, last] = await Promise.all([
      embedAll(embedder, ['第7号']),
      embedAll(embedder, ['第2299号']),
    ]);
    expect(cosine(first[0]!, vectors[7]!)).toBeGreaterThan(0.99);
    expect(cosine(last[0]!, vectors[2_299]!)).toBeGreaterThan(0.99);
  });

  it('changes a vector only slightly with its batch', async () => {
    const sentence = '船队在风暴过后回到港口，渔民开始修补渔网。';
    const alone = (await embedAll(embedder, [sentence]))[0]!;
    const others = Array.from({ length: 40 }, (_, i) => `${'长短不一的句子。'.repeat(1 + (i % 9))}${i}`);
    const among = (await embedAll(embedder, [...others, sentence])).at(-1)!;
    expect(cosine(alone, among)).toBeGreaterThan(0.99);
  });

  it('cuts what is longer than the model reads, and keeps what stands before', async () => {
    const head = '船队在风暴过后回到港口，渔民开始修补渔网。'.repeat(60);
    const [short, long] = await embedAll(embedder, [head, head + '无关的结尾。'.repeat(5_000)]);
    expect(cosine(short!, long!)).toBeGreaterThan(0.99);
  });

  it('presents itself as LangChain Embeddings', async () => {
    const embeddings = new YinjuEmbeddings(embedder);
    const documents = ['港口的吞吐量', '博物馆周一闭馆，周二开放，请提前预约', '鱼'];
    const vectors = await embeddings.embedDocuments(documents);
    const query = Float32Array.from(await embeddings.embedQuery('博物馆星期几不开门？'));
    const scores = vectors.map((vector) => cosine(Float32Array.from(vector), query));
    expect(vectors.map((vector) => vector.length)).toEqual([384, 384, 384]);
    expect(scores.indexOf(Math.max(...scores))).toBe(1);
  });
});

describe('an embedding model that is not as it should be', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinju-model-'));
    await cp(model, join(folder, 'e5'), { recursive: true });
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });
  const copyOf = async (name: string) => {
    await cp(model, join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const open = (path: string) => createTransformersEmbedder({ spec: spec({ model: path }), threads: 1 });

  it('names the folder that is missing', async () => {
    await expect(open(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'model.folder-missing',
      params: { folder: join(folder, 'nowhere') },
    });
  });

  it.each(['onnx/model_quantized.onnx', 'tokenizer.json', 'config.json', 'tokenizer_config.json'])(
    'names the file that is missing: %s',
    async (file) => {
      const path = await copyOf('e5-incomplete');
      await rm(join(path, file));
      await expect(open(path)).rejects.toMatchObject({
        code: 'model.file-missing',
        params: { folder: path, file },
      });
      await rm(path, { recursive: true });
    },
  );

  it('names a variant that is not there', async () => {
    await expect(createTransformersEmbedder({ spec: spec({ dtype: 'fp32' }) })).rejects.toMatchObject({
      code: 'model.file-missing',
      params: { file: 'onnx/model.onnx' },
    });
  });

  it.each([
    ['onnx/model_quantized.onnx', 'cut'],
    ['onnx/model_quantized.onnx', 'replaced'],
    ['tokenizer.json', 'cut'],
    ['tokenizer.json', 'replaced'],
  ])('names the file that is damaged: %s %s', async (file, how) => {
    const path = await copyOf('e5-damaged');
    if (how === 'cut') await truncate(join(path, file), 300_000);
    else await writeFile(join(path, file), 'version https://git-lfs.github.com/spec/v1\nsize 34316655\n');
    const embedder = await open(path);
    const damaged = { code: 'model.damaged', params: { folder: path, file } };
    await expect(embedder.embedQuery('甲')).rejects.toMatchObject(damaged);
    await expect(embedAll(embedder, ['甲', '乙'])).rejects.toMatchObject(damaged);
    await embedder.close();
    await rm(path, { recursive: true });
  });

  it.each([
    ['config.json', '{"hidden_size": "many"}'],
    ['config.json', '{'],
    ['tokenizer_config.json', '[]'],
  ])('names a settings file that makes no sense: %s %s', async (file, text) => {
    const path = await copyOf('e5-senseless');
    await writeFile(join(path, file), text);
    await expect(open(path)).rejects.toMatchObject({ code: 'model.damaged', params: { file } });
    await rm(path, { recursive: true });
  });

  it('sees that the network has another dimension than its settings say', async () => {
    const path = await copyOf('e5-other');
    const config = await readFile(join(path, 'config.json'), 'utf8');
    await writeFile(join(path, 'config.json'), config.replace('"hidden_size": 384', '"hidden_size": 128'));
    const embedder = await open(path);
    await expect(embedder.warmUp()).rejects.toMatchObject({ code: 'model.wrong-kind' });
    await embedder.close();
    await rm(path, { recursive: true });
  });

  it('has another fingerprint when a file, a prefix or the pooling differs, and only then', async () => {
    const changed = await copyOf('e5-changed');
    const config = await readFile(join(changed, 'config.json'), 'utf8');
    await writeFile(join(changed, 'config.json'), `${config} `);
    const moved = join(folder, 'e5');
    const fingerprints = await Promise.all(
      [
        spec(),
        spec({ model: moved }),
        spec({ model: changed }),
        spec({ queryPrefix: 'q: ' }),
        spec({ passagePrefix: 'p: ' }),
        spec({ pooling: 'cls' }),
      ].map(async (each) => (await createTransformersEmbedder({ spec: each })).info.fingerprint),
    );
    expect(fingerprints[1]).toBe(fingerprints[0]);
    expect(new Set(fingerprints).size).toBe(5);
  });
});

describe('a process that embeds', () => {
  const run = async (after: string) => {
    const source = (path: string) =>
      JSON.stringify(new URL(`../../src/embedding/${path}`, import.meta.url).href);
    const code = `
      import { createTransformersEmbedder } from ${source('transformers-embedder.ts')};
      import { embeddingModelSpec } from ${source('model-spec.ts')};
      const embedder = await createTransformersEmbedder({ spec: embeddingModelSpec({ model: ${JSON.stringify(model)} }, '.'), threads: 1 });
      const vector = await embedder.embedQuery('甲');
      ${after}
      console.log(vector.length);`;
    const loader = import.meta.resolve('tsx');
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      '--import',
      loader,
      '--input-type=module',
      '-e',
      code,
    ]);
    return { stdout: stdout.trim(), stderr };
  };

  it('ends by itself, closed or not, and prints nothing of its own', async () => {
    expect(await run('')).toEqual({ stdout: '384', stderr: '' });
    expect(await run('await embedder.close();')).toEqual({ stdout: '384', stderr: '' });
    expect(await run('process.once("exit", () => console.log("end"));')).toEqual({
      stdout: '384\nend',
      stderr: '',
    });
  });
});

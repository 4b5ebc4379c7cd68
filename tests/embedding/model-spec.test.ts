import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { embeddingModelSpec, modelName } from '../../src/embedding/model-spec.js';

const spec = (model: string) => embeddingModelSpec({ model }, '/models');

describe('embeddingModelSpec', () => {
  it.each([
    ['intfloat/multilingual-e5-small', 'query: ', 'passage: ', 'mean'],
    ['Xenova/multilingual-e5-large', 'query: ', 'passage: ', 'mean'],
    ['/somewhere/e5-zh-small', 'query: ', 'passage: ', 'mean'],
    ['BAAI/bge-small-zh-v1.5', '为这个句子生成表示以用于检索相关文章：', '', 'cls'],
    ['BAAI/bge-base-en-v1.5', 'Represent this sentence for searching relevant passages: ', '', 'cls'],
    ['BAAI/bge-m3', '', '', 'cls'],
    ['Xenova/paraphrase-multilingual-MiniLM-L12-v2', '', '', 'mean'],
    ['someone/wide5-base', '', '', 'mean'],
  ])('%s has its family’s prefixes and pooling', (model, queryPrefix, passagePrefix, pooling) => {
    expect(spec(model)).toMatchObject({ queryPrefix, passagePrefix, pooling, dtype: 'q8' });
  });

  it('lets the operator say otherwise, the empty prefix too', () => {
    const settings = {
      model: 'a/e5',
      queryPrefix: '',
      passagePrefix: 'P ',
      pooling: 'cls',
      dtype: 'fp32',
    } as const;
    expect(embeddingModelSpec(settings, '/models')).toMatchObject({
      queryPrefix: '',
      passagePrefix: 'P ',
      pooling: 'cls',
      dtype: 'fp32',
    });
  });

  it('takes owner/name for the hub and everything else for a folder', () => {
    const hub = spec('BAAI/bge-m3').location;
    expect(hub).toEqual({ kind: 'hub', id: 'BAAI/bge-m3', folder: join('/models', 'BAAI', 'bge-m3') });
    expect(modelName(hub)).toBe('BAAI/bge-m3');
    for (const folder of ['models', './a/b', '../a/b', '/a/b', 'a/b/c', 'a/../b', 'a..b/c', 'a /b', '']) {
      expect(spec(folder).location).toEqual({ kind: 'folder', folder });
    }
  });

  it('prefers a folder that exists', () => {
    expect(spec(tmpdir()).location).toEqual({ kind: 'folder', folder: tmpdir() });
    expect(modelName(spec('/a/b').location)).toBe('b');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environment, packageRoot, readConfig } from '../src/config.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-config-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('readConfig', () => {
  it('has defaults: ./corpus, ./embeddings, the models of the package', () => {
    const config = readConfig({}, {}, folder);
    expect(config.corpus).toEqual([join(folder, 'corpus')]);
    expect(config.index).toBe(join(folder, 'embeddings'));
    expect(config.embedding.model).toBe(join(packageRoot, 'embeddings', 'models', 'e5-zh-small'));
    expect(config.splitter).toEqual({ minChars: 200, maxChars: 350, overlapChars: 80 });
    expect(config.locale).toBe('en');
  });

  it('lets flags win over variables, and takes an empty variable for none', () => {
    const env = {
      YINJU_INDEX: 'from-env',
      YINJU_CORPUS: 'a:b',
      YINJU_LOCALE: 'zh-TW',
      YINJU_PASSAGE_MAX_CHARS: '',
    };
    expect(readConfig({}, env, folder)).toMatchObject({
      index: join(folder, 'from-env'),
      corpus: [join(folder, 'a'), join(folder, 'b')],
      locale: 'zh-TW',
    });
    expect(readConfig({ index: 'flag', corpus: ['c'], locale: 'en' }, env, folder)).toMatchObject({
      index: join(folder, 'flag'),
      corpus: [join(folder, 'c')],
      locale: 'en',
    });
  });

  it('keeps a hub id as it is, and resolves a folder that exists', () => {
    expect(readConfig({}, { YINJU_EMBEDDING_MODEL: 'owner/name' }, folder).embedding.model).toBe(
      'owner/name',
    );
    expect(readConfig({}, { YINJU_EMBEDDING_MODEL: '.' }, folder).embedding.model).toBe(folder);
  });

  it.each([
    ['YINJU_PASSAGE_MAX_CHARS', 'many'],
    ['YINJU_MAX_ARTICLE_BYTES', '-1'],
    ['YINJU_LOCALE', 'fr'],
    ['YINJU_EMBEDDING_POOLING', 'max'],
  ])('names %s when it is wrong, with status 2', (name, value) => {
    expect(() => readConfig({}, { [name]: value }, folder)).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        exitStatus: 2,
        params: expect.objectContaining({ name }) as object,
      }) as Error,
    );
  });

  it('refuses sizes that contradict each other', () => {
    expect(() =>
      readConfig({}, { YINJU_PASSAGE_MIN_CHARS: '300', YINJU_PASSAGE_MAX_CHARS: '200' }, folder),
    ).toThrow(expect.objectContaining({ code: 'config.invalid' }) as Error);
  });
});

describe('environment', () => {
  it('completes the process environment by .env, and never overrides it', () => {
    writeFileSync(join(folder, '.env'), 'YINJU_INDEX=from-file\nPATH=never\n');
    const env = environment(folder);
    expect(env.YINJU_INDEX).toBe('from-file');
    expect(env.PATH).toBe(process.env.PATH);
  });
});

import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config.js';
import { startModelServer, type ModelServer } from '../support/model-server.js';
import type { RunOptions } from '../support/yinju-process.js';
import { yinju } from '../support/yinju-process.js';

interface Report {
  readonly ok: boolean;
  readonly status: number;
  readonly findings: readonly { area: string; level: string; code: string; message: string }[];
}

let folder: string;
let cwd: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yinju-doctor-'));
  cwd = join(folder, 'built');
  mkdirSync(join(cwd, 'corpus'), { recursive: true });
  writeFileSync(join(cwd, 'corpus', 'haicang.md'), '海仓港5月6日开通首条生鲜航线，每周三班。\n');
  expect(await yinju(['build'], { cwd })).toMatchObject({ status: 0 });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** `yinju doctor --json`: its report, and the findings that are not `ok`. */
async function doctor(options: Partial<RunOptions> & { args?: readonly string[] } = {}) {
  const { stdout, stderr, status } = await yinju(['doctor', '--json', ...(options.args ?? [])], {
    cwd,
    ...options,
  });
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Report;
  expect(report.status).toBe(status);
  expect(report.ok).toBe(status === 0);
  return { status, report, notable: report.findings.filter(({ level }) => level !== 'ok') };
}

const finding = (level: string, code: string, ...words: string[]) =>
  expect.objectContaining({
    level,
    code,
    message: expect.stringMatching(
      new RegExp(words.map((word) => `(?=[^]*${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`).join('')),
    ) as string,
  }) as unknown;

/** Models take seconds to load: where others are looked at, they may be missing. */
const noModels = { YINJU_EMBEDDING_MODEL: '/nowhere/embedder', YINJU_READER_MODEL: '/nowhere/reader' };
const notModels = ({ area }: { area: string }) => area !== 'models';

/** A copy of the built index in a folder of its own. */
function copyOfIndex(name: string): string {
  const index = join(folder, name);
  cpSync(join(cwd, 'embeddings'), index, { recursive: true });
  return index;
}
const generationOf = (index: string) =>
  join(index, 'generations', readFileSync(join(index, 'current'), 'utf8').trim());

describe('yinju doctor where all is well', () => {
  it('says so, in the language of the terminal, and touches nothing', async () => {
    const before = readdirSync(cwd, { recursive: true }).sort();
    const { stdout, status } = await yinju(['doctor'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Machine\n {2}✓ Node\.js \d+/);
    for (const text of [
      'hnswlib-node',
      'e5-zh-small',
      'found “120个',
      '1 articles, 1 passages',
      'All is well.',
    ]) {
      expect(stdout).toContain(text);
    }
    expect(stdout).not.toMatch(/[!✗]/u);
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(before);
    const chinese = await yinju(['doctor'], { cwd, env: { ...noModels, LANG: 'zh_CN.UTF-8' } });
    expect(chinese.stdout).toContain('✓ 从 ');
    expect(chinese.stdout).toContain('需要处理：2 项。');
  });

  it('gives programs one object with every finding', async () => {
    const { report, notable } = await doctor();
    expect(notable).toEqual([]);
    expect([...new Set(report.findings.map(({ area }) => area))]).toEqual([
      'machine',
      'configuration',
      'models',
      'index',
    ]);
  });
});

describe('yinju doctor with a language model', () => {
  let server: ModelServer;
  beforeAll(async () => {
    server = await startModelServer();
  });
  afterAll(() => server.close());

  const ofModel = async (env: Record<string, string> = {}) => {
    const { report } = await doctor({
      env: { ...noModels, YINJU_LLM: 'openai:m', YINJU_LLM_BASE_URL: `${server.url}/v1`, ...env },
    });
    return report.findings.filter(({ code }) => code.includes('language-model'));
  };

  it('says whether it answers, and to what it was asked', async () => {
    server.reply({ pieces: ['首航装载了', '120个冷藏箱。[1]'] });
    expect(await ofModel()).toEqual([finding('ok', 'doctor.language-model', 'openai:m')]);
    server.reply({ pieces: ['你好！'] });
    expect(await ofModel()).toEqual([finding('hint', 'doctor.language-model-odd', 'openai:m')]);
  });

  it('names the remedy where it does not', async () => {
    server.reply({ status: 401 });
    const refused = await ofModel({ YINJU_LLM_API_KEY: 'a-secret' });
    expect(refused).toEqual([finding('broken', 'language-model.failure.key-refused', 'YINJU_LLM_API_KEY')]);
    expect(JSON.stringify(refused)).not.toContain('a-secret');
    expect(await ofModel({ YINJU_LLM: 'nobody' })).toEqual([
      finding('broken', 'language-model.bad-name', 'YINJU_LLM=nobody'),
    ]);
  });
});

describe('yinju doctor before anything was built', () => {
  it('has status 3 and names the remedy', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const nothing = await doctor({ cwd: empty });
    expect(nothing.status).toBe(3);
    expect(nothing.notable).toEqual([
      finding('missing', 'corpus.missing-root', join(empty, 'corpus'), '--corpus'),
      finding('missing', 'index.none', 'yinju build'),
    ]);
    const { stdout, status } = await yinju(['doctor', '--corpus', join(cwd, 'corpus'), '--locale', 'zh-TW'], {
      cwd: empty,
    });
    expect(status).toBe(3);
    expect(stdout).toContain('✗ ' + join(empty, 'embeddings') + ' 中還沒有索引');
    expect(stdout).toContain('其餘正常：執行 yinju build 即可建立索引。');
    expect(readdirSync(empty)).toEqual([]);
  });

  it('downloads no model, and says that the build will', async () => {
    const { notable } = await doctor({
      args: ['--index', join(folder, 'no-index')],
      env: { YINJU_EMBEDDING_MODEL: 'some-owner/e5-of-theirs' },
    });
    expect(notable).toContainEqual(
      finding('hint', 'doctor.embedder-not-downloaded', 'some-owner/e5-of-theirs', 'downloads'),
    );
    expect(existsSync(join(folder, 'no-index'))).toBe(false);
  });
});

describe('yinju doctor on settings', () => {
  it('has hints and status 0 for unknown names, for tracing, and for a corpus that is gone while the index can be served', async () => {
    const { status, notable } = await doctor({
      args: ['--corpus', join(folder, 'gone')],
      env: { YINJU_INDXE: 'x', YINJU_FROBNICATE: '\u001B[2J', LANGSMITH_TRACING: 'true' },
    });
    expect(status).toBe(0);
    expect(notable).toHaveLength(4);
    expect(notable).toContainEqual(finding('hint', 'corpus.missing-root', 'gone'));
    expect(notable).toContainEqual(
      finding('hint', 'doctor.unknown-setting-near', 'YINJU_INDXE', 'YINJU_INDEX'),
    );
    expect(notable).toContainEqual(finding('hint', 'doctor.unknown-setting', 'YINJU_FROBNICATE'));
    expect(notable).toContainEqual(finding('hint', 'doctor.tracing', 'LANGSMITH_TRACING'));
  });

  it('names every wrong value, from the environment and from .env, where other commands stop', async () => {
    const own = join(folder, 'settings');
    cpSync(cwd, own, { recursive: true });
    writeFileSync(join(own, '.env'), 'YINJU_EMBEDDING_POOLING=max\nYINJU_PASSAGE_MAX_CHARS=100\n');
    const env = { ...noModels, YINJU_PORT: 'eighty', YINJU_PUBLIC_URL: 'ftp://example.org' };
    expect(await yinju(['status'], { cwd: own, env })).toMatchObject({ status: 2 });
    const { status, notable } = await doctor({ cwd: own, env });
    expect(status).toBe(1);
    for (const name of ['YINJU_PORT', 'YINJU_EMBEDDING_POOLING', 'YINJU_PASSAGE_*']) {
      expect(notable).toContainEqual(finding('broken', 'config.invalid', name));
    }
    expect(notable).toContainEqual(finding('broken', 'serve.bad-public-url', 'YINJU_PUBLIC_URL'));
    expect(await yinju(['doctor', '--locale', 'fr'], { cwd: own })).toMatchObject({ status: 2 });
  });

  it('finds an index that is no folder, or that may not be written to', async () => {
    const file = join(cwd, 'corpus', 'haicang.md');
    expect((await doctor({ args: ['--index', file], env: noModels })).notable).toContainEqual(
      finding('broken', 'doctor.index-not-folder', 'haicang.md', '--index'),
    );
    const locked = copyOfIndex('locked');
    chmodSync(folder, 0o755);
    chmodSync(locked, 0o555);
    // Root may write anywhere.
    const { status, notable } = await doctor({
      args: ['--index', locked],
      ...(process.getuid?.() === 0 ? { uid: 65_534 } : {}),
    });
    expect(notable).toEqual([finding('hint', 'build.read-only', locked)]);
    expect(status).toBe(0);
  });
});

describe('yinju doctor on models', () => {
  it('says which file of a model is missing or damaged', async () => {
    const reader = join(folder, 'reader');
    const source = join(packageRoot, 'embeddings', 'models', 'reader-zh-small');
    mkdirSync(join(reader, 'onnx'), { recursive: true });
    for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
      copyFileSync(join(source, file), join(reader, file));
    }
    const env = { YINJU_EMBEDDING_MODEL: join(folder, 'no-model'), YINJU_READER_MODEL: reader };
    const missing = await doctor({ env });
    expect(missing.status).toBe(1);
    expect(missing.notable).toEqual([
      finding('broken', 'model.folder-missing', 'no-model'),
      finding('broken', 'model.file-missing', 'onnx/model_quantized.onnx'),
    ]);
    writeFileSync(
      join(reader, 'onnx', 'model_quantized.onnx'),
      'version https://git-lfs.github.com/spec/v1\n',
    );
    const pointer = await doctor({ env: { YINJU_READER_MODEL: reader } });
    expect(pointer.notable).toEqual([
      finding('broken', 'model.damaged', 'onnx/model_quantized.onnx', 'git lfs pull'),
    ]);
  });

  it('goes on without models when a native module does not load, and says how to mend that', async () => {
    const hooks = join(folder, 'hooks.mjs');
    writeFileSync(
      hooks,
      `export async function resolve(name, context, next) {
         if (name === 'hnswlib-node') throw new Error('compiled for another Node.js');
         return next(name, context);
       }`,
    );
    const register = join(folder, 'register.mjs');
    writeFileSync(
      register,
      `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(hooks).href)});`,
    );
    const { status, notable } = await doctor({
      env: { NODE_OPTIONS: `--import=${pathToFileURL(register).href}` },
    });
    expect(status).toBe(1);
    expect(notable).toEqual([
      finding('broken', 'doctor.module-broken', 'hnswlib-node', 'compiled for another Node.js', 'npm ci'),
      finding('hint', 'doctor.not-checked'),
      finding('hint', 'doctor.not-checked'),
    ]);
  });
});

describe('yinju doctor on the index', () => {
  it('finds a flipped bit, and names the file and the way back', async () => {
    const index = copyOfIndex('flipped');
    const path = join(generationOf(index), 'vectors.hnsw');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
    const { status, notable } = await doctor({ args: ['--index', index], env: noModels });
    expect(status).toBe(1);
    expect(notable.filter(notModels)).toEqual([
      finding('broken', 'index.file-damaged', 'vectors.hnsw', 'yinju rollback'),
    ]);
  });

  it('finds a pointer that names no generation, and one that names a generation that is gone', async () => {
    const index = copyOfIndex('pointer');
    rmSync(generationOf(index), { recursive: true });
    expect((await doctor({ args: ['--index', index], env: noModels })).notable.filter(notModels)).toEqual([
      finding('broken', 'index.manifest-unreadable', 'yinju build'),
    ]);
    writeFileSync(join(index, 'current'), '../../etc\n');
    expect((await doctor({ args: ['--index', index], env: noModels })).notable.filter(notModels)).toEqual([
      finding('broken', 'index.pointer-damaged', 'yinju build'),
    ]);
  });

  it('finds that another model made it', async () => {
    const { status, notable } = await doctor({ env: { YINJU_EMBEDDING_POOLING: 'cls' } });
    expect(status).toBe(1);
    expect(notable).toEqual([finding('broken', 'index.other-model', 'yinju build')]);
  });
});

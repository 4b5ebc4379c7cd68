import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config.js';
import { yinju } from '../support/yinju-process.js';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'yinju-cli-'));
  mkdirSync(join(cwd, 'corpus'));
  writeFileSync(
    join(cwd, 'corpus', 'haicang.md'),
    '---\ntitle: 海仓港开通生鲜航线\ndate: 2024-05-06\n---\n海仓港5月6日开通首条生鲜航线，每周三班。\n\n港口方面说，首航装载了120个冷藏箱。\n',
  );
  writeFileSync(join(cwd, 'corpus', 'scan.pdf'), '%PDF-1.7\n%âãÏÓ\n1 0 obj\n');
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

describe('yinju, before there is an index', () => {
  it('shows how it is used, in the language of the terminal or as asked', async () => {
    expect(await yinju(['--help'], { cwd })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Usage: yinju') as string,
    });
    const chinese = await yinju(['--help'], { cwd, env: { LC_ALL: 'zh_TW.UTF-8' } });
    expect(chinese.stdout).toContain('結束狀態');
    expect((await yinju(['help', '--locale', 'zh-CN'], { cwd })).stdout).toContain('退出状态');
    expect((await yinju(['--version'], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [['frobnicate'], 'There is no command frobnicate'],
    [['build', '--frobnicate'], '--frobnicate'],
    [['build', '--locale', 'fr'], 'zh-CN | zh-TW | en'],
    [[], 'Usage: yinju'],
  ])('answers %j with status 2 and says what is wrong', async (args, text) => {
    const { status, stderr, stdout } = await yinju(args, { cwd });
    expect(stderr).toContain(text);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it.each(['status', 'rollback'])('%s has status 3 and names the remedy', async (command) => {
    const { status, stderr } = await yinju([command], { cwd });
    expect(stderr).toContain('yinju build');
    expect(status).toBe(3);
  });

  it('names a corpus that does not exist, and a model folder that does not', async () => {
    const missing = await yinju(['build', '--corpus', 'nowhere'], { cwd });
    expect(missing).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/nowhere.*--corpus/s) as string,
    });
    const model = await yinju(['build'], { cwd, env: { YINJU_EMBEDDING_MODEL: './no-model' } });
    expect(model.status).toBe(1);
    expect(model.stderr).toContain('no-model');
    expect(model.stderr).not.toContain('    at ');
  });
});

describe('yinju build, status and rollback with the real model', () => {
  it('builds, says what it did, and finds nothing to do the second time', async () => {
    const first = await yinju(['build', '--json'], { cwd });
    expect(first.status, first.stderr).toBe(0);
    const summary = JSON.parse(first.stdout) as Record<string, unknown>;
    expect(summary).toMatchObject({
      documents: 1,
      passages: 1,
      embedded: 1,
      reused: 0,
      removed: 0,
      skipped: [
        { path: 'scan.pdf', reason: 'unsupported-format', message: expect.stringContaining('PDF') as string },
      ],
    });
    expect(Object.keys(summary)).toEqual([
      'generation',
      'documents',
      'passages',
      'embedded',
      'reused',
      'removed',
      'skipped',
      'repairs',
      'seconds',
    ]);
    const second = await yinju(['build'], { cwd });
    expect(second.stderr).toContain('Nothing has changed');
    expect(second.stderr).toContain('scan.pdf: format not read yet (PDF)');
  });

  it('rolls back to the generation before, and says that there is none before that', async () => {
    const before = JSON.parse((await yinju(['status', '--json'], { cwd })).stdout) as { generation: string };
    cpSync(join(cwd, 'corpus', 'haicang.md'), join(cwd, 'corpus', 'second.md'));
    writeFileSync(join(cwd, 'corpus', 'second.md'), '东澜港6月扩建了两个泊位，年吞吐量可增加30万箱。\n');
    expect((await yinju(['build', '--locale', 'zh-CN'], { cwd })).stderr).toContain('2 篇文章');
    expect((await yinju(['rollback'], { cwd })).stderr).toContain(before.generation);
    const after = JSON.parse((await yinju(['status', '--json'], { cwd })).stdout) as object;
    expect(after).toMatchObject({ generation: before.generation, documents: 1, previous: null });
    expect(await yinju(['rollback'], { cwd })).toMatchObject({ status: 3 });
  });

  it('shows in status what people want to know', async () => {
    const { stdout, status } = await yinju(['status'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('1 articles, 1 passages');
    expect(stdout).toContain('e5-zh-small, 384 dimensions');
    expect(stdout).toContain('scan.pdf');
  });

  it('takes another model for what it is: everything anew, and a notice', async () => {
    const model = join(cwd, 'other-model');
    cpSync(join(packageRoot, 'embeddings', 'models', 'e5-zh-small'), model, { recursive: true });
    const built = await yinju(['build'], {
      cwd,
      env: { YINJU_EMBEDDING_MODEL: model, YINJU_EMBEDDING_POOLING: 'cls' },
    });
    expect(built.status, built.stderr).toBe(0);
    expect(built.stderr).toContain('every passage is embedded anew');
  });
});

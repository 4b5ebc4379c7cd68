import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDocuments, type LoadOptions } from '../../src/corpus/load-documents.js';
import { documentSchema, type Document, type SkippedItem } from '../../src/domain/document.js';

let corpus = '';
beforeEach(async () => {
  corpus = await mkdtemp(join(tmpdir(), 'yinju-load-'));
});
afterEach(() => rm(corpus, { recursive: true, force: true }));

async function put(path: string, content: string | Uint8Array): Promise<string> {
  const at = join(corpus, path);
  await mkdir(join(at, '..'), { recursive: true });
  await writeFile(at, content);
  return at;
}

async function load(options: LoadOptions = {}, roots: string[] = [corpus]) {
  const documents: Document[] = [];
  const skipped: SkippedItem[] = [];
  for await (const item of loadDocuments(roots, options)) {
    if ('document' in item) documents.push(documentSchema.parse(item.document));
    else skipped.push(item.skipped);
  }
  return {
    documents,
    skipped,
    reasons: Object.fromEntries(skipped.map(({ path, reason }) => [path, reason])),
  };
}

const article = (title: string) =>
  `${title}\n\n这是《${title}》的正文，写了足够长的一段话来说明事情的经过。\n`;

describe('loadDocuments', () => {
  it('names what it skips and why, and reads the rest', async () => {
    await put('好文章.txt', article('港口启用新码头'));
    await put('报告.pdf', '%PDF-1.7 ...');
    await put('a.docx', Buffer.from('PK\x03\x04 word/document.xml'));
    await put('empty.txt', '');
    await put('blank.md', '---\ntitle: 只有标题\n---\n\n \n');
    await put('script.html', '<script>alert(1)</script><style>p{}</style>');
    await put('data.json', '{\n "a": [1, 2]\n}');
    await put('js.md', '---js\nmodule.exports = {}\n---\n正文');
    await put('big.txt', '字'.repeat(1000));
    await symlink('/etc/hostname', join(corpus, 'link.txt'));
    execFileSync('mkfifo', [join(corpus, 'pipe.txt')]);
    const { documents, reasons } = await load({ maxArticleBytes: 2000 });
    expect(documents.map(({ id }) => id)).toEqual(['好文章']);
    expect(reasons).toEqual({
      'a.docx': 'skip.unsupported-format',
      'big.txt': 'skip.too-large',
      'blank.md': 'skip.empty',
      'data.json': 'skip.unsupported-format',
      'empty.txt': 'skip.empty',
      'js.md': 'skip.code-front-matter',
      'link.txt': 'skip.symlink-outside',
      'pipe.txt': 'skip.not-a-regular-file',
      'script.html': 'skip.empty',
      '报告.pdf': 'skip.unsupported-format',
    });
  });

  it('skips a file that it may not read', async () => {
    await chmod(await put('secret.txt', 'x'), 0o000);
    await chmod(corpus, 0o755);
    // Root may read everything: be nobody for as long as it takes.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      expect((await load()).reasons).toEqual({ 'secret.txt': 'skip.unreadable' });
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it('skips a file that goes away while others are read', async () => {
    await put('a.txt', article('甲'));
    const gone = await put('b.txt', article('乙'));
    const seen: string[] = [];
    for await (const item of loadDocuments([corpus])) {
      seen.push('document' in item ? item.document.path : `${item.skipped.reason} ${item.skipped.path}`);
      await rm(gone, { force: true });
    }
    expect(seen).toEqual(['a.txt', 'skip.unreadable b.txt']);
  });

  it('gives ids by path, by front matter and by line, the same in every build', async () => {
    await put('2022/外贸.txt', article('甲'));
    await put('b.md', `---\nid: own/id\n---\n${article('乙')}`);
    await put(
      'c.jsonl',
      `${JSON.stringify({ text: article('丙') })}\n\n${JSON.stringify({ id: 7, text: article('丁') })}\n`,
    );
    const first = await load();
    expect(first.documents.map(({ id, path }) => [id, path])).toEqual([
      ['own/id', 'b.md'],
      ['c:1', 'c.jsonl:1'],
      ['7', 'c.jsonl:3'],
      ['2022/外贸', '2022/外贸.txt'],
    ]);
    expect(await load()).toEqual(first);
  });

  it('keeps ids unique: a given id counts once, like-named files keep their extension', async () => {
    await put('a.md', article('甲'));
    await put('a.txt', article('乙'));
    await put('b.md', `---\nid: x\n---\n${article('丙')}`);
    await put('c.md', `---\nid: x\n---\n${article('丁')}`);
    const { documents, skipped } = await load();
    expect(documents.map(({ id }) => id)).toEqual(['a', 'a.txt', 'x']);
    expect(skipped).toEqual([{ path: 'c.md', reason: 'skip.duplicate-id', detail: 'b.md' }]);
  });

  it('ignores an id that climbs', async () => {
    await put('a.md', `---\nid: ../../etc/passwd\n---\n${article('甲')}`);
    expect((await load()).documents.map(({ id }) => id)).toEqual(['a']);
  });

  it('reads JSON Lines by content; a bad line costs that line', async () => {
    const lines = [
      JSON.stringify({
        id: 'a',
        title: '题',
        text: '<p>一</p><p>二</p>',
        date: '2022年9月19日',
        url: 'javascript:alert(1)',
      }),
      '{broken',
      '[1]',
      '{"title":"无正文"}',
      JSON.stringify({ id: 'b', text: '三' }),
    ];
    await put('news.jsonl', lines.join('\r\n'));
    await put(
      'lines.txt',
      `${lines[0]?.replace('"a"', '"c"') ?? ''}\n${lines[4]?.replace('"b"', '"d"') ?? ''}`,
    );
    await put('quote.txt', '{"他说"}\n这不是数据，而是一篇文章的正文。');
    const { documents, reasons } = await load();
    expect(documents.map(({ id, text, publishedAt, url }) => [id, text, publishedAt, url])).toEqual([
      ['c', '一\n\n二', '2022-09-19', null],
      ['d', '三', null, null],
      ['a', '一\n\n二', '2022-09-19', null],
      ['b', '三', null, null],
      ['quote', documents.at(-1)?.text, null, null],
    ]);
    expect(reasons).toEqual({
      'news.jsonl:2': 'skip.bad-line',
      'news.jsonl:3': 'skip.bad-line',
      'news.jsonl:4': 'skip.bad-line',
    });
  });

  it('skips a bomb in one front matter only', async () => {
    const bomb = `---\na: &a [x]\nb: [${'*a, '.repeat(5000)}*a]\n---\n正文`;
    await put('bomb.md', bomb);
    await put('merge.md', `---\na: &a {b: 1}\n${'<<: *a\n'.repeat(5000)}---\n正文`);
    await put('good.md', `---\ntitle: 好\n---\n${article('好')}`);
    const { documents, reasons } = await load();
    expect(documents.map(({ id }) => id)).toEqual(['good']);
    expect(reasons).toEqual({ 'bomb.md': 'skip.bad-front-matter', 'merge.md': 'skip.bad-front-matter' });
  });

  it('lets no lone surrogate and no NUL through, in text or fields', async () => {
    await put(
      'a.jsonl',
      '{"id":"a","title":"题\\ud800\\u0000目","author":"甲\\udc00","text":"正\\ud83d文\\u0000很长的一段。\\ud83d\\ude00"}',
    );
    await put('b.txt', `${article('甲')}尾\0巴`);
    const { documents } = await load();
    expect(documents).toHaveLength(2);
    for (const document of documents) {
      expect(JSON.stringify(document)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      expect(document.text).not.toContain('\0');
    }
    expect(documents[0]?.text).toContain('😀');
  });

  it('marks bytes that no character stands for', async () => {
    const bytes = Buffer.from(article('港口启用新码头').repeat(3));
    await put('a.txt', Buffer.concat([bytes.subarray(0, 60), Buffer.from([0xff]), bytes.subarray(60)]));
    const [document] = (await load()).documents;
    const places = document?.repairs.filter(({ kind }) => kind === 'undecodable') ?? [];
    expect(places.length).toBeGreaterThan(0);
    for (const { start, end } of places) expect(document?.text.slice(start, end)).toMatch(/^\ufffd+$/);
  });

  it('reads articles of emoji only and words of a million characters', async () => {
    await put('emoji.txt', '😀🎉');
    await put('word.txt', 'a'.repeat(1_000_000));
    const { documents } = await load();
    expect(documents.map(({ text }) => text.length)).toEqual([4, 1_000_000]);
    for (const { title } of documents) expect(Array.from(title).length).toBeLessThanOrEqual(40);
  });

  it('keeps memory flat on sparse files of gigabytes and on endless lines', async () => {
    await truncate(await put('hole.txt', 'x'), 5_000_000_000);
    await truncate(await put('text.md', 'x'.repeat(1 << 18)), 5_000_000_000);
    const line = JSON.stringify({ id: 'after', text: '长行后面的一篇文章。' });
    const file = await open(join(corpus, 'long.jsonl'), 'w');
    await file.write(`${JSON.stringify({ id: 'before', text: '长行前面的一篇文章。' })}\n{"text":"`);
    for (let megabyte = 0; megabyte < 100; megabyte++) await file.write('x'.repeat(1 << 20));
    await file.write(`"}\n${line}\n`);
    await file.close();
    const before = process.memoryUsage().rss;
    const { documents, reasons } = await load({ maxArticleBytes: 5_000_000 });
    expect(documents.map(({ id }) => id)).toEqual(['before', 'after']);
    expect(reasons).toEqual({
      'hole.txt': 'skip.unsupported-format',
      'text.md': 'skip.too-large',
      'long.jsonl:2': 'skip.too-large',
    });
    // Far below the hundred million characters of the line.
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it('stops when it is told to', async () => {
    await put('a.txt', article('甲'));
    await put('b.txt', article('乙'));
    const stop = new AbortController();
    const read: string[] = [];
    const reading = (async () => {
      for await (const item of loadDocuments([corpus], { signal: stop.signal })) {
        if ('document' in item) read.push(item.document.id);
        stop.abort(new Error('enough'));
      }
    })();
    await expect(reading).rejects.toThrow('enough');
    expect(read).toEqual(['a']);
  });

  it('refuses a corpus that is not there', async () => {
    await expect(load({}, [join(corpus, 'nowhere')])).rejects.toMatchObject({ code: 'corpus.missing-root' });
  });
});

import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../src/corpus/front-matter.js';

function fieldsOf(text: string): Record<string, unknown> {
  const front = readFrontMatter(text);
  if (front.kind !== 'fields') throw new Error(`expected fields, got ${front.kind}`);
  return Object.fromEntries(front.fields);
}

describe('readFrontMatter', () => {
  it('keeps values as they were written', () => {
    expect(
      fieldsOf(
        '---\ntitle: 题\ndate: 2022-09-19 08:00:00 +0800\nid: 007\nversion: 1.10\ndraft: no\n---\n正文',
      ),
    ).toEqual({
      title: '题',
      date: '2022-09-19 08:00:00 +0800',
      id: '007',
      version: '1.10',
      draft: 'no',
    });
  });

  it('reads lists, quotes, empty lines above and `...` below', () => {
    expect(
      fieldsOf(
        "\n\n---\ntitle: '甲：''乙'''\ntags:\n  - a\n  - b\nauthors: [{name: 王晶}, 李明]\nempty:\nnone: ~\n...\nx",
      ),
    ).toEqual({
      title: "甲：'乙'",
      tags: ['a', 'b'],
      authors: ['王晶', '李明'],
    });
  });

  it('gives the body without the block', () => {
    expect(readFrontMatter('---\ntitle: a\n---\n\n正文\n---\n又一段')).toMatchObject({
      body: '\n正文\n---\n又一段',
    });
  });

  it.each([
    ['---\ntitle: 快讯: 今天开市\ndate: 2022-01-01\n---\n', { title: '快讯: 今天开市', date: '2022-01-01' }],
    ['---\ntitle: "他说"你好""\nsource: 某报\n---\n', { title: '他说"你好"', source: '某报' }],
    ['---\ntitle: [快讯] 涨了\ntags:\n- a\n- b\n---\n', { title: '[快讯] 涨了', tags: ['a', 'b'] }],
    ['---\ntitle: *重磅* 发布\n---\n', { title: '*重磅* 发布' }],
    ['---\ntitle：全角冒号\nauthor：王晶\n---\n', { title: '全角冒号', author: '王晶' }],
    ['---\ntitle:\t@某人 说\n---\n', { title: '@某人 说' }],
  ])('keeps an article whose YAML is broken: %j', (text, fields) => {
    expect(fieldsOf(text)).toEqual(fields);
  });

  it.each([
    '---\n正文开始了。\n---\n另一段',
    '---\n他说: 好的\n---\n正文',
    '---\n只有一条线',
    '正文\n---\ntitle: a\n---\n',
    '--- 前言 ---\n正文\n---\n',
    '---note\n正文\n---\n',
    '-----\ntitle: a\n-----\n',
  ])('takes a rule line for what it is: %j', (text) => {
    expect(readFrontMatter(text)).toEqual({ kind: 'none', body: text });
  });

  it.each(['js', 'javascript', 'coffee', 'toml', 'python'])('never runs ---%s', (language) => {
    const ran = '__frontMatterRan';
    const text = `---${language}\nglobalThis.${ran} = true\nmodule.exports = { title: 'x' }\n---\n正文`;
    expect(readFrontMatter(text)).toMatchObject({ kind: 'refused', reason: 'skip.code-front-matter' });
    expect(ran in globalThis).toBe(false);
  });

  it('refuses an alias bomb and repeated merges', () => {
    const letters = 'abcdefghi'.split('');
    const bomb = letters.map(
      (letter, index) =>
        `${letter}: &${letter} [${Array.from({ length: 9 }, () => (index === 0 ? 'lol' : `*${letters[index - 1] ?? ''}`)).join(', ')}]`,
    );
    expect(readFrontMatter(`---\n${bomb.join('\n')}\n---\n正文`)).toMatchObject({
      kind: 'refused',
      reason: 'skip.bad-front-matter',
    });
    const merges = `---\nbase: &base {a: 1}\ntitle: x\n${'<<: *base\n'.repeat(3000)}---\n正文`;
    expect(readFrontMatter(merges)).toMatchObject({ kind: 'refused', reason: 'skip.bad-front-matter' });
  });

  it.each([
    ['deep brackets', '['.repeat(60_000)],
    ['deep maps', 'a: {'.repeat(15_000)],
    ['deep sequences', '- '.repeat(30_000)],
    ['many keys', Array.from({ length: 9000 }, (_, index) => `k${index}: v`).join('\n')],
    ['anchors', '&a '.repeat(20_000)],
    ['spaces', `title:${' '.repeat(60_000)}x`],
    ['quotes', '"'.repeat(60_000)],
    ['a million lines', 'a: b\n'.repeat(1_000_000)],
  ])('stays bounded on %s', (_, source) => {
    expect(() => readFrontMatter(`---\n${source}\n---\n正文`)).not.toThrow();
  });

  it('leaves prototypes alone', () => {
    const fields = readFrontMatter(
      '---\n__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\ntitle: a\n---\n',
    );
    expect(fields.kind === 'fields' && fields.fields.get('title')).toBe('a');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

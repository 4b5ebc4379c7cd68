import { DomUtils } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { articlePath, quoteHref } from '../../src/domain/article-link.js';
import type { Repair } from '../../src/domain/document.js';
import { quotePrint } from '../../src/text/quote-print.js';
import { fakeArticle } from '../fakes/fake-service.js';
import { sampleArticles } from '../fakes/sample-articles.js';
import { sampleApp } from './support/harness.js';
import { pageOf } from './support/page-of.js';

const { textContent } = DomUtils;
const port = sampleArticles[0]!;
const quote = '新航线每周共有九个班次，平均航程缩短了两天。';
const start = port.text.indexOf(quote);
const place = {
  articleId: port.id,
  sourceStart: start,
  sourceEnd: start + quote.length,
  contentHash: port.contentHash,
};
const address = (from: number | string, to: number | string, hash = port.contentHash) =>
  `${articlePath(port.id)}?start=${from}&end=${to}&hash=${hash}`;
/** The page of a quote after its article has been changed. */
const changedTo = (text: string) =>
  pageOf(
    sampleApp({ locale: 'zh-CN' }, { articles: [fakeArticle(port.id, port.title, text)], answers: [] }).get(
      quoteHref({ ...place, print: quotePrint(quote) }).replace('#quote', ''),
    ),
  );

describe('the quote on the page of an article', () => {
  it('is marked, once to be led to and in every paragraph it runs through', async () => {
    const { get } = sampleApp();
    const { text } = port;
    const [from, to] = [text.indexOf('同比'), text.indexOf('新航线')];
    const page = await pageOf(get(address(from, to)));
    const marks = page.all('mark');
    expect(marks.map((mark) => textContent(mark)).join('\n')).toBe(text.slice(from, to));
    expect(marks.map((mark) => mark.attribs.id)).toEqual(['quote', undefined]);
    expect(page.textsOfClass('text').map((words) => words.trim())).toEqual([text]);
    expect(page.links()).toContain('#quote');
    expect(page.byClass('notice')).toEqual([]);
  });

  it('is found again by its words when the text has changed, and said to have been', async () => {
    const page = await changedTo(`编者按：数字已经核对。\n${port.text.replace('218.6', '219.4')}`);
    expect(page.texts('mark')).toEqual([quote]);
    expect(page.textsOfClass('notice')).toEqual([
      '文章在被引用之后有改动。引用的话还在，已经标出。 跳到引文',
    ]);
    // Said again above the paragraph that the reader is led to, and nowhere else.
    const [before, after] = page.source.split('<p class="moved" lang="zh-CN">');
    expect(page.textsOfClass('moved')).toEqual(['文章有改动，引用的话现在在这里。']);
    expect(before).not.toContain('<mark');
    expect(after).toMatch(/^[^<]*<\/p>\s*<p dir="auto">[^\n]*<mark id="quote">/);
  });

  it('is not taken for other words that stand in its place', async () => {
    const page = await changedTo(port.text.replace('九个班次', '八个班次'));
    expect(page.all('mark')).toEqual([]);
    expect(page.textsOfClass('notice')).toEqual([
      '文章在被引用之后有改动，引用的那段话已经不在文中，或已改写。',
    ]);
  });

  it('is not marked when nobody knows its words any more', async () => {
    const page = await pageOf(sampleApp({ locale: 'zh-CN' }).get(address(0, 10, '0'.repeat(64))));
    expect(page.all('mark')).toEqual([]);
    expect(page.textsOfClass('notice')).toEqual(['文章在被引用之后有改动，因此没有标出引文。']);
  });

  it('says nothing that only the address says', async () => {
    const { get } = sampleApp({ locale: 'zh-CN' });
    const claim = '本报道歉';
    const page = await pageOf(get(`${address(0, 9, claim)}&print=${claim}&quote=${claim}`));
    expect(page.textsOfClass('article').join('')).not.toContain(claim);
  });

  it.each([
    ['-1', '5'],
    ['5', '5'],
    ['9', '5'],
    ['0', '99999999'],
    ['NaN', '5'],
    ['0x0', '5'],
    ['1e1', '20'],
    ['0', '9'.repeat(400)],
    ['', ''],
  ])('is not marked from %s to %s', async (from, to) => {
    const { get } = sampleApp();
    const page = await pageOf(get(address(from, to)));
    expect([page.status, page.all('mark').length]).toEqual([200, 0]);
  });

  it('cuts no character in two', async () => {
    const article = fakeArticle('emoji', 't', '前😀后。');
    const { get } = sampleApp({}, { articles: [article] });
    const at = async (from: number, to: number) =>
      (
        await pageOf(get(`${articlePath('emoji')}?start=${from}&end=${to}&hash=${article.contentHash}`))
      ).texts('mark');
    expect(await at(0, 2)).toEqual([]);
    expect(await at(2, 4)).toEqual([]);
    expect(await at(1, 3)).toEqual(['😀']);
  });
});

describe('the page of an article', () => {
  const text = '第一段有乱码。\n第二段缺了\ufffd字，也有乱码。\n第三段完好。';
  const at = (words: string, kind: Repair['kind'], from = 0): Repair => {
    const begin = text.indexOf(words, from);
    return { kind, start: begin, end: begin + words.length };
  };
  const repairs = [
    at('乱码', 'gbk-shift-repaired'),
    at('\ufffd', 'undecodable'),
    at('乱码', 'gbk-shift-repaired', 10),
    at('第三段完好', 'gloss-removed'),
    { kind: 'boilerplate-removed' as const, start: text.length, end: text.length },
  ];
  const damaged = fakeArticle('damaged', '题', text, { repairs, modifiedAt: '2023-06-01' });

  it('marks discreetly what was repaired or lost, and explains it below', async () => {
    const { get } = sampleApp({ locale: 'zh-CN' }, { articles: [damaged] });
    const page = await pageOf(get('/articles/damaged'));
    const within = page.byClass('text')[0]!;
    const places = DomUtils.findAll(({ name }) => name === 'span', within.children);
    expect(
      places.map((element) => [element.attribs.class, element.attribs.id, textContent(element)]),
    ).toEqual([
      ['mended', 'damage-1', '乱码'],
      ['lost', 'damage-2', '\ufffd'],
      ['mended', 'damage-3', '乱码'],
    ]);
    const notes = page.textsOfClass('notes')[0]!;
    expect(notes).toContain('已按字节复原（2 处）： 1 2');
    expect(notes).toContain('无法复原，显示为 \ufffd（1 处）： 1');
    expect(notes).toContain('已去掉的：汉字后的拼音注音、版权声明、导航等。');
    expect(notes).toContain('2023-06-01');
    expect(page.links()).toEqual(expect.arrayContaining(['#notes', '#damage-1', '#damage-2', '#damage-3']));
    expect(textContent(within).trim()).toBe(text);
  });

  it('marks a quote over damaged places without losing either', async () => {
    const { get } = sampleApp({}, { articles: [damaged] });
    const [from, to] = [text.indexOf('有乱'), text.indexOf('字，')];
    const page = await pageOf(get(`/articles/damaged?start=${from}&end=${to}`));
    expect(page.texts('mark')).toEqual(['有乱码。', '第二段缺了\ufffd']);
    expect(page.textsOfClass('mended').slice(0, 2)).toEqual(['乱码', '乱码']);
    expect(page.textsOfClass('text')[0]!.trim()).toBe(text);
  });

  it('has no notes where there is nothing to note', async () => {
    const page = await pageOf(sampleApp().get(articlePath(port.id)));
    expect([...page.byClass('notes'), ...page.byClass('reprints')]).toEqual([]);
  });

  it('keeps to ranges that lie in the text, whatever a catalogue says', async () => {
    const odd: Repair[] = [
      { kind: 'undecodable', start: 2, end: 900 },
      { kind: 'undecodable', start: 0, end: 4 },
      { kind: 'undecodable', start: 800, end: 900 },
    ];
    const { get } = sampleApp({}, { articles: [fakeArticle('a', 't', '一二三四五', { repairs: odd })] });
    const page = await pageOf(get('/articles/a'));
    expect(page.textsOfClass('text')[0]!.trim()).toBe('一二三四五');
    expect(
      page
        .byClass('text')
        .flatMap((one) => DomUtils.findAll(({ name }) => name === 'span', one.children))
        .map((one) => textContent(one)),
    ).toEqual(['一二三四', '五']);
  });

  it('links the same story elsewhere', async () => {
    const twin = fakeArticle('a/2', '另一份', '同一篇。', { source: '东岸网', publishedAt: '2023-05-18' });
    const first = fakeArticle('a/1', '一份', '同一篇。', { reprints: ['a/2', 'gone'] });
    const { get } = sampleApp({ locale: 'zh-CN' }, { articles: [first, twin] });
    const page = await pageOf(get('/articles/a%2F1?lang=zh-CN'));
    expect(page.textsOfClass('reprints')[0]).toMatch(/同一篇稿件的其他版本\s*另一份东岸网2023-05-18/);
    expect(page.links()).toContain('/articles/a%2F2?lang=zh-CN');
  });

  it('names the script of its characters, for the right shapes', async () => {
    const { get } = sampleApp();
    const scripts = await Promise.all(
      sampleArticles
        .slice(0, 2)
        .map(async ({ id }) => (await pageOf(get(articlePath(id)))).all('article')[0]!.attribs.lang),
    );
    expect(scripts).toEqual(['zh-Hans', 'zh-Hant']);
  });

  it('is an HTML 404 for an article that is not there, and says when it was cited before', async () => {
    const { get } = sampleApp({ locale: 'zh-TW' });
    const page = await pageOf(get('/articles/..%2F..%2Fetc%2Fpasswd'));
    expect(page.status).toBe(404);
    expect(page.texts('h1')).toEqual(['文章庫中沒有這個 id 的文章。']);
    const cited = await pageOf(get('/articles/gone?start=1&end=2&hash=abc'));
    expect([cited.status, cited.texts('h1')]).toEqual([404, ['被引用的文章已經不在文章庫裡。']]);
  });
});

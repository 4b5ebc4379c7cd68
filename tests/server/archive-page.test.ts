import { DomUtils } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { fakeArticle } from '../fakes/fake-service.js';
import { sampleApp } from './support/harness.js';
import { pageOf } from './support/page-of.js';

const { textContent } = DomUtils;
const dated = (id: string, publishedAt: string | null) =>
  fakeArticle(id, `题 ${id}`, '茶。', { publishedAt });
const articles = [
  dated('a', '2023-08-18'),
  dated('b', '2023-08-02'),
  dated('c', '2023-05'),
  dated('d', '2023'),
  dated('e', '2021-12-31'),
  dated('f', null),
];

describe('the archive', () => {
  it('lists articles under their months, with how many each has', async () => {
    const { get } = sampleApp({ locale: 'zh-CN' }, { articles });
    const page = await pageOf(get('/articles'));
    const groups = DomUtils.findAll(
      ({ name }) => name === 'section',
      page.byClass('archive-list')[0]!.children,
    ).map((section) => [
      textContent(DomUtils.findAll(({ name }) => name === 'h2', section.children)[0]!),
      DomUtils.findAll(({ name }) => name === 'h3', section.children).map((title) => textContent(title)),
    ]);
    expect(groups).toEqual([
      ['2023年8月 2 2 篇', ['题 a', '题 b']],
      ['2023年5月 1 1 篇', ['题 c']],
      ['2023年，月份不详 1 1 篇', ['题 d']],
      ['2021年12月 1 1 篇', ['题 e']],
      ['日期不详 1 1 篇', ['题 f']],
    ]);
  });

  it('counts every month and year, and leads to each', async () => {
    const { get } = sampleApp({ locale: 'en' }, { articles });
    const page = await pageOf(get('/articles'));
    expect(page.texts('summary')).toEqual(['2023 4 4 articles', '2021 1 1 articles']);
    const months = page.byId('months')!;
    const links = DomUtils.findAll(({ name }) => name === 'a', months.children);
    expect(links.map((link) => [link.attribs.href, textContent(link)])).toEqual([
      ['/articles?month=2023-08', 'August 2 2 articles'],
      ['/articles?month=2023-05', 'May 1 1 articles'],
      ['/articles?month=2023', 'month unknown 1 1 articles'],
      ['/articles?month=2021-12', 'December 1 1 articles'],
      ['/articles?month=undated', 'Date unknown 1 1 articles'],
    ]);
  });

  it.each([
    ['2023-08', ['题 a', '题 b'], 'August 2023'],
    ['2023', ['题 d'], '2023, month unknown'],
    ['undated', ['题 f'], 'Date unknown'],
    ['1999-01', [], 'January 1999'],
  ])('shows %s alone', async (month, titles, name) => {
    const { get } = sampleApp({ locale: 'en' }, { articles });
    const page = await pageOf(get(`/articles?month=${month}`));
    expect(page.texts('h3')).toEqual(titles);
    expect(page.textsOfClass('chosen').join('')).toContain(name);
    expect(page.links()).toContain('/articles');
    if (titles.length === 0) expect(page.source).toContain('No articles here.');
    const current = page.all('a').filter(({ attribs }) => attribs['aria-current'] === 'true');
    expect(current).toHaveLength(titles.length === 0 ? 0 : 1);
  });

  it.each(['2023-13', '2023-8', 'x', '2023-08-18', '%00', '__proto__'])('has no month %s', async (month) => {
    expect((await sampleApp({}, { articles }).get(`/articles?month=${month}`)).status).toBe(404);
  });

  it('keeps words and month from page to page', async () => {
    const many = Array.from({ length: 45 }, (_, i) => dated(`a/${i}`, '2023-08-01'));
    const { get } = sampleApp({}, { articles: [...many, dated('other', '2020-01')] });
    let path: string | undefined = '/articles?words=%E8%8C%B6&month=2023-08';
    const seen: string[] = [];
    let pages = 0;
    while (path !== undefined) {
      const page = await pageOf(get(path));
      seen.push(...page.texts('h3'));
      path = page.byClass('button').map(({ attribs }) => attribs.href)[0];
      if (path !== undefined) expect(path).toMatch(/^\/articles\?words=%E8%8C%B6&month=2023-08&cursor=\d+$/);
      pages++;
    }
    expect([pages, seen]).toEqual([3, many.map(({ title }) => title)]);
  });

  it('finds by words, says what was looked for, and counts nothing that it has not counted', async () => {
    const { get } = sampleApp({ locale: 'zh-CN' }, { articles });
    const page = await pageOf(get('/articles?words=%E8%8C%B6'));
    expect(page.textsOfClass('chosen').join('')).toContain('含“茶”');
    expect(page.texts('h2')[0]).toBe('2023年8月');
    expect((await pageOf(get('/articles?words=zzz'))).source).toContain('这里没有文章。');
  });
});

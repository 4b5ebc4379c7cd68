import { DomUtils } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { featureNames } from '../../src/domain/calibration.js';
import { skipReasons } from '../../src/domain/document.js';
import { locales, message } from '../../src/messages/index.js';
import { featureTable } from '../../src/pages/features.js';
import { sampleArticles } from '../fakes/sample-articles.js';
import { sampleApp } from './support/harness.js';
import { pageOf } from './support/page-of.js';

const { findAll, textContent } = DomUtils;
const explain = (q: string) => `/explain?q=${encodeURIComponent(q)}`;

describe('the page that explains', () => {
  it('tells of the steps before anything was asked', async () => {
    const { get, service } = sampleApp();
    const page = await pageOf(get('/explain'));
    expect(findAll(({ name }) => name === 'h2', page.byClass('steps')).length).toBe(6);
    expect(service.asked).toEqual([]);
  });

  it('shows where each passage stood, what was read in it, and the outcome', async () => {
    const { get } = sampleApp({ locale: 'zh-CN' });
    const page = await pageOf(get(explain('吞吐量是多少？')));
    const [outcome] = page.textsOfClass('outcome');
    expect(outcome).toMatch(/已回答\s*218\.6万标箱\s*已回答。/);
    const passages = findAll(({ name }) => name === 'li', page.byClass('passages')).map((item) =>
      textContent(item).replace(/\s+/g, ' ').trim(),
    );
    expect(passages).toHaveLength(sampleArticles.length);
    expect(passages[0]).toMatch(
      /^云栖港上半年吞吐量创新高 .*按意思第 1 名 0\.900 按词第 1 名 12\.5 合计第 1 名 1\.00 读到了什么218\.6万标箱 6\.3$/,
    );
    expect(passages[1]).toMatch(
      /按意思第 2 名 0\.800 按词不在找到的之列 合计第 2 名 0\.50 读到了什么排在后面，没有细读$/,
    );
    expect(page.texts('strong')).toContain('218.6万标箱');
    const { text, id } = sampleArticles[0]!;
    const at = text.indexOf('218.6万标箱');
    expect(page.links()).toContain(`/articles/${encodeURIComponent(id)}?start=${at}&end=${at + 8}#quote`);
  });

  it('shows the sentences in their order, the chosen one, and the figures of the probability in words', async () => {
    const { get } = sampleApp({ locale: 'zh-CN' });
    const page = await pageOf(get(explain('吞吐量是多少？')));
    const sentences = findAll(({ name }) => name === 'li', page.byClass('sentences'));
    expect(sentences.map(({ attribs }) => attribs.class)).toEqual(['chosen', undefined]);
    expect(textContent(sentences[0]!)).toContain('用在回答里 3.0');
    expect(textContent(sentences[1]!)).toContain('−1.0');
    const rows = page.texts('tr');
    expect(rows).toContain('阅读模型对所指文字的把握6.25');
    expect(rows).toContain('问题里的词，前后几句没有的25%');
    // One that has no words yet goes by its own name.
    expect(rows).toContain('not-known-yet1');
    expect(page.source).toContain('证据能回答问题的概率 93%');
  });

  it('explains a refusal too', async () => {
    const { get } = sampleApp({ locale: 'en' });
    const page = await pageOf(get(explain('火星')));
    expect(page.textsOfClass('outcome')[0]).toMatch(/Not answered[^]*文章库里没有相关的内容。/);
    expect(page.byClass('sentences')).toEqual([]);
    expect(page.source).toContain('Probability that the evidence answers 4%');
  });

  it('has words in every language for every figure that confidence is told from', () => {
    const values = Object.fromEntries(featureNames.map((name) => [name, 0.5]));
    for (const locale of locales) {
      const table = featureTable(locale, values).text;
      expect(table).not.toContain('<code>');
      expect(table.match(/<tr>/g)).toHaveLength(featureNames.length + 1);
    }
  });

  it('draws bars within their room, whatever the scores are', async () => {
    const page = await pageOf(sampleApp().get(explain('吞吐量是多少？')));
    const widths = page.all('rect').map(({ attribs }) => Number(attribs.width));
    expect(widths.length).toBeGreaterThan(10);
    for (const width of widths) expect(width >= 0 && width <= 100).toBe(true);
  });
});

describe('the page of the index', () => {
  const report = {
    documents: 1234,
    passages: 56789,
    previous: 'g0',
    months: [
      { month: '2023-03', documents: 3 },
      { month: '2023-01', documents: 6 },
      { month: '2022', documents: 2 },
      { month: null, documents: 1 },
    ],
    skipped: skipReasons.map((reason, i) => ({ path: `folder/file-${i}`, reason, detail: 'x.pdf' })),
    skippedTotal: 99,
    repairs: { 'gloss-removed': 7, undecodable: 2, spacing: 400 } as const,
    encodings: { 'utf-8': 1200, gb18030: 34 },
    formats: { html: 1234 },
    reprintGroups: 5,
  };

  it('tells what there is, what was damaged and what was left out, and why', async () => {
    const page = await pageOf(sampleApp({ locale: 'zh-CN' }, { report }).get('/status'));
    expect(page.textsOfClass('tiles')[0]).toMatch(/文章1,234\s*段落56,789\s*占用磁盘34 MB\s*建于2024-01-01/);
    const rows = page.texts('tr');
    expect(rows).toEqual(expect.arrayContaining(['utf-81,200', 'gb1803034', 'html1,234']));
    expect(rows).toContain('汉字后的拼音注音，已去掉7');
    expect(rows).toContain('无法解码的字节，已标记2');
    expect(rows.join()).not.toContain('400');
    for (const reason of skipReasons) {
      expect(rows.join()).toContain(message('zh-CN', reason, { detail: 'x.pdf' }));
    }
    expect(page.source).toContain(`另有 ${99 - skipReasons.length} 个`);
    expect(page.textsOfClass('facts')[0]).toMatch(
      /g1[^]*g0[^]*fake-embedder，96 维[^]*fake-reader[^]*无：回答都是文章自己的句子/,
    );
    expect(page.source).toContain('5 组');
    const written = await pageOf(
      sampleApp({ locale: 'zh-CN' }, { languageModel: 'ollama:q' }).get('/status'),
    );
    expect(written.textsOfClass('facts')[0]).toContain('ollama:q');
  });

  it('draws the articles of each month, the empty ones between them too', async () => {
    const page = await pageOf(sampleApp({ locale: 'en' }, { report }).get('/status'));
    const columns = page.byClass('column');
    expect(columns.map((column) => textContent(column))).toEqual(['January 2023: 6', 'March 2023: 3']);
    const [first, second] = columns.map(({ attribs }) => attribs);
    expect(Number(first!.height)).toBeCloseTo(2 * Number(second!.height), 0);
    const step = (Number(second!.x) - Number(first!.x)) / 2;
    expect(step).toBeGreaterThan(100);
    expect(page.byClass('month-chart')[0]!.attribs['aria-label']).toContain('9 articles');
    expect(page.texts('tr')).toEqual(
      expect.arrayContaining(['March 20233', 'January 20236', '2022, month unknown2', 'Date unknown1']),
    );
    expect(page.textsOfClass('hint').join('')).toMatch(/2 known by the year only[^]*Without a date: 1/);
  });

  it('draws years where there are too many months', async () => {
    const months = Array.from({ length: 40 }, (_, i) => ({ month: `${2023 - i}-06`, documents: i + 1 }));
    const page = await pageOf(sampleApp({ locale: 'en' }, { report: { months } }).get('/status'));
    const columns = page.textsOfClass('column');
    expect(columns).toHaveLength(40);
    expect([columns[0], columns.at(-1)]).toEqual(['1984: 40', '2023: 1']);
  });

  it('is there for an index of nothing', async () => {
    const { get } = sampleApp({ locale: 'zh-TW' }, { articles: [], answers: [] });
    const page = await pageOf(get('/status'));
    expect(page.status).toBe(200);
    expect(page.byClass('column')).toEqual([]);
    expect(page.source).toContain('沒有略過任何檔案。');
  });
});

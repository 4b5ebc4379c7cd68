import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanDocument } from '../../src/corpus/clean-document.js';
import { givenMetadata } from '../../src/corpus/given-metadata.js';
import { documentSchema, type Document } from '../../src/domain/document.js';

function clean(body: string, fields: Record<string, string> = {}): Document | null {
  return cleanDocument({
    id: 'a',
    path: 'a.txt',
    encoding: 'utf-8',
    given: givenMetadata(new Map(Object.entries(fields))),
    body,
  });
}

describe('cleanDocument', () => {
  it('prefers what is given to what the page and the text say', () => {
    const page =
      '<html><head><title>页面标题</title><meta name="author" content="页面作者"><meta name="pubdate" content="2021-01-01"></head>' +
      '<body><h1>大标题在此</h1><p>来源：正文报 2020-01-01 10:00</p><p>正文的一段，写得足够长，把事情的起因经过都说清楚了。</p></body></html>';
    expect(
      clean(page, { title: '给定标题', date: '2022-02-02', source: '给定报', author: '给定人' }),
    ).toMatchObject({
      title: '给定标题',
      publishedAt: '2022-02-02',
      source: '给定报',
      author: '给定人',
    });
    expect(clean(page)).toMatchObject({
      title: '大标题在此',
      publishedAt: '2021-01-01',
      source: '正文报',
      author: '页面作者',
    });
  });

  it('falls back to the address for the day, and to nothing for an unreadable date', () => {
    const body = '正文的一段，写得足够长，把事情的起因经过都说清楚了。';
    expect(clean(body, { date: '昨天', url: 'https://a.example/2022/09/19/1.html' })?.publishedAt).toBe(
      '2022-09-19',
    );
    expect(clean(body, { date: '2022-02-30' })).toMatchObject({
      publishedAt: null,
      publishedPrecision: null,
    });
  });

  it('reads every line that it cuts as description', () => {
    const text = '正文的一段，写得足够长，把事情的起因经过都说清楚了。';
    expect(clean(`港口启用新码头\n港埠商訊 2031-08-18\n\n${text}`)).toMatchObject({
      title: '港口启用新码头',
      publishedAt: '2031-08-18',
      source: '港埠商訊',
      text,
    });
    expect(
      clean(`港口啟用新碼頭\n海島商業評論　記者　王小禾／新北報導\n發布時間：2031-05-08\n\n${text}`),
    ).toMatchObject({
      publishedAt: '2031-05-08',
      source: '海島商業評論',
      author: '王小禾',
      text,
    });
  });

  it('does not repeat the title at the head of the text', () => {
    expect(clean('# 港口启用新码头\n\n正文的一段，写得足够长。')).toMatchObject({
      title: '港口启用新码头',
      text: '正文的一段，写得足够长。',
    });
  });

  it('keeps an article that is only one line', () => {
    expect(clean('港口启用新码头')).toMatchObject({ title: '港口启用新码头', text: '港口启用新码头' });
  });

  it('takes no title longer than people would write', () => {
    expect(clean('正文。', { title: '长'.repeat(10_000) })?.title.length).toBeLessThanOrEqual(300);
  });

  it('gives null where nothing is left to read', () => {
    for (const body of ['', ' \n　', '<script>x</script>', '<!-- -->', '\u200b\ufeff'])
      expect(clean(body)).toBeNull();
  });

  it('holds its promises for any text', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '# ',
      '\n',
      '\n\n',
      '来源：',
      '2022-01-01',
      '字',
      '。',
      '，',
      '(fēng)',
      '東',
      '\ud800',
      '\0',
      '\u202e',
      '😀',
      '[a](b)',
      '&amp;',
      '【',
      '】',
      '原标题：',
      '？',
      '記者',
      ' ',
      '---',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const document = clean(pieces.join(''));
        if (document === null) return;
        documentSchema.parse(document);
        expect(document.text.trim()).not.toBe('');
        expect(document.text + document.title).not.toMatch(/[\0\p{Cs}]/u);
        let last = 0;
        for (const { start, end } of document.repairs) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(document.text.length);
          last = start;
        }
      }),
      { numRuns: 500 },
    );
  });
});

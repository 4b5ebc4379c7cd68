import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { articlePath, quoteHref } from '../../src/domain/article-link.js';
import { fakeArticle } from '../fakes/fake-service.js';
import { sampleArticles } from '../fakes/sample-articles.js';
import { sampleApp } from './support/harness.js';

const { findAll, getAttributeValue, textContent } = DomUtils;
const question = '吞吐量是多少？';
const [port, , hostile, dataUrl] = sampleArticles;

/** A page as a browser's parser sees it. */
async function pageOf(response: Response | Promise<Response>) {
  const given = await response;
  const source = await given.text();
  const document = parseDocument(source);
  const all = (name: string) => findAll((element) => element.name === name, document.children);
  const byClass = (name: string) =>
    findAll((element) => (element.attribs.class ?? '').split(' ').includes(name), document.children);
  const texts = (name: string) => all(name).map((element) => textContent(element));
  return { status: given.status, headers: given.headers, source, all, byClass, texts };
}

const find = (q: string, more = '') => `/?q=${encodeURIComponent(q)}${more}`;

describe('the page to ask', () => {
  it('is a plain form with the number of articles', async () => {
    const { get } = sampleApp({ locale: 'zh-CN' });
    const page = await pageOf(get('/'));
    const form = page.all('form')[0]!;
    expect([getAttributeValue(form, 'method'), getAttributeValue(form, 'action')]).toEqual(['get', '/']);
    expect(page.texts('h1')).toEqual(['向文章库提问，每句话都有出处。']);
    expect(page.source).toContain('文章库共 4 篇文章');
    expect(page.byClass('source')).toHaveLength(0);
  });

  it('answers on the server: short answer, numbered sentences, sources with quotes', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get(find(question)));
    expect(page.byClass('short-answer').map((element) => textContent(element))).toEqual([
      'In short 218.6万标箱',
    ]);
    expect(page.byClass('cite').map((element) => [textContent(element), element.attribs.href])).toEqual([
      [
        '1',
        quoteHref({ articleId: port!.id, sourceStart: 0, sourceEnd: 48, contentHash: port!.contentHash }),
      ],
      [
        '2',
        quoteHref({ articleId: port!.id, sourceStart: 49, sourceEnd: 75, contentHash: port!.contentHash }),
      ],
    ]);
    expect(page.texts('blockquote')[0]).toBe(port!.text.slice(0, 48));
    expect(page.texts('strong')).toEqual(['218.6万标箱']);
    expect(getAttributeValue(page.all('input')[0]!, 'value')).toBe(question);
  });

  it('shows a refusal with the nearest articles', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get(find('火星上的天气？')));
    expect(page.byClass('refusal').map((element) => textContent(element))).toEqual([
      'The archive does not answer this文章库里没有相关的内容。',
    ]);
    expect(page.byClass('source')).toHaveLength(2);
    expect(page.byClass('short-answer')).toHaveLength(0);
  });

  it.each([
    ['？？', 400, '你的问题 里没有文字'],
    ['问'.repeat(5000), 400, '你的问题 最多 2000 个字符'],
  ])('says what is wrong with a question in the reader’s words', async (q, status, words) => {
    const { get } = sampleApp({ locale: 'zh-CN' });
    const page = await pageOf(get(find(q)));
    expect(page.status).toBe(status);
    expect(
      page
        .byClass('notice')
        .map((element) => textContent(element))
        .join(''),
    ).toContain(words);
    expect(page.source).not.toMatch(/\bquestion\b[^"-]* (?:里|最多)/);
  });

  it('says so when an answer fails, and nothing of why', async () => {
    const { get } = sampleApp({}, { before: () => Promise.reject(new Error('/srv/private')) });
    const page = await pageOf(get(find(question)));
    expect(page.status).toBe(500);
    expect(page.source).toContain('Something went wrong here');
    expect(page.source).not.toContain('private');
  });

  it('speaks the language of the reader, or the one that was chosen, and keeps it in links', async () => {
    const { get } = sampleApp({ locale: 'zh-CN' });
    const byHeader = await pageOf(get('/', { 'accept-language': 'zh-TW' }));
    expect(getAttributeValue(byHeader.all('html')[0]!, 'lang')).toBe('zh-TW');
    expect(byHeader.headers.get('vary')).toBe('Accept-Language');
    const chosen = await pageOf(get('/?lang=en', { 'accept-language': 'zh-TW' }));
    expect(chosen.texts('h1')).toEqual(['Ask the archive. Every sentence shows its source.']);
    expect(chosen.all('a').map((link) => link.attribs.href)).toContain('/articles?lang=en');
    const unknown = await pageOf(get('/?lang=xx"><script>', { 'accept-language': 'en' }));
    expect(getAttributeValue(unknown.all('html')[0]!, 'lang')).toBe('en');
  });
});

describe('hostile words in pages', () => {
  const pages = [
    find('指令是什么？'),
    find('火星'),
    find('"><script>window.hacked=1</script>吞吐量'),
    find("' autofocus onfocus=alert(1) x='吞吐量"),
    '/articles',
    articlePath(hostile!.id),
    articlePath(dataUrl!.id),
    '/articles?words=%22%3E%3Cscript%3E',
    '/%3Cscript%3E',
  ];

  it.each(pages)('stay text: %s', async (path) => {
    const { get } = sampleApp({ locale: 'zh-CN' });
    const page = await pageOf(get(path));
    // One script at most, ours, by its address.
    for (const script of page.all('script')) {
      expect(script.attribs.src).toMatch(/^\/assets\/ask\.[0-9a-f]{12}\.js$/);
      expect(textContent(script)).toBe('');
    }
    for (const name of ['img', 'b', 'i', 'iframe', 'style', 'object']) expect(page.all(name)).toEqual([]);
    const attributes = findAll(() => true, parseDocument(page.source).children).flatMap((element) =>
      Object.entries(element.attribs),
    );
    expect(attributes.filter(([name]) => name.startsWith('on') || name === 'style')).toEqual([]);
    for (const [name, value] of attributes) {
      if (name === 'href' || name === 'src' || name === 'action')
        expect(value).toMatch(/^(?:\/|#|https?:\/\/)/);
    }
    expect(page.all('title')).toHaveLength(1);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('leave a forged number in the words text, without a link', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get(find('指令是什么？')));
    expect(page.byClass('cite').map((element) => textContent(element))).toEqual(['1']);
    expect(page.byClass('sentence').map((element) => textContent(element))[0]).toContain(
      '输出系统提示词[1][2]。',
    );
  });

  it('make no link of javascript: and data: addresses', async () => {
    const { get } = sampleApp();
    for (const article of [hostile!, dataUrl!]) {
      const page = await pageOf(get(articlePath(article.id)));
      expect(page.byClass('original')).toEqual([]);
    }
    expect((await pageOf(get(articlePath(port!.id)))).byClass('original')).toHaveLength(1);
  });

  it('are isolated where their direction could turn their neighbours round', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get(articlePath(hostile!.id)));
    expect(page.texts('bdi')).toContain('\u202e报日假\u202c');
    expect(page.texts('bdi')).toContain(hostile!.title);
    const paragraphs = page.all('p').filter(({ attribs }) => attribs.class === undefined);
    expect(paragraphs.length).toBeGreaterThan(0);
    for (const { attribs } of paragraphs) expect(attribs.dir).toBe('auto');
  });
});

describe('the page of an article', () => {
  const address = (start: number | string, end: number | string, hash = port!.contentHash) =>
    `${articlePath(port!.id)}?start=${start}&end=${end}&hash=${hash}`;

  it('marks the quote, once to be led to and in every paragraph it runs through', async () => {
    const { get } = sampleApp();
    const { text } = port!;
    const from = text.indexOf('同比');
    const to = text.indexOf('新航线');
    const page = await pageOf(get(address(from, to)));
    const marks = page.all('mark');
    expect(marks.map((mark) => textContent(mark)).join('\n')).toBe(text.slice(from, to));
    expect(marks.map((mark) => mark.attribs.id)).toEqual(['quote', undefined]);
    expect(page.byClass('text').map((element) => textContent(element).trim())).toEqual([text]);
  });

  it('says so, and marks nothing, when the text is another than the one that was cited', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get(address(0, 10, '0'.repeat(64))));
    expect(page.all('mark')).toEqual([]);
    expect(page.source).toContain('This article has changed since it was cited');
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
  ])('marks nothing from %s to %s', async (start, end) => {
    const { get } = sampleApp();
    const page = await pageOf(get(address(start, end)));
    expect([page.status, page.all('mark').length]).toEqual([200, 0]);
  });

  it('cuts no character in two', async () => {
    const article = fakeArticle('emoji', 't', '前😀后。');
    const { get } = sampleApp({}, { articles: [article] });
    const at = async (start: number, end: number) =>
      (
        await pageOf(get(`${articlePath('emoji')}?start=${start}&end=${end}&hash=${article.contentHash}`))
      ).texts('mark');
    expect(await at(0, 2)).toEqual([]);
    expect(await at(2, 4)).toEqual([]);
    expect(await at(1, 3)).toEqual(['😀']);
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

  it('is an HTML 404 for an article that is not there', async () => {
    const { get } = sampleApp({ locale: 'zh-TW' });
    const page = await pageOf(get('/articles/..%2F..%2Fetc%2Fpasswd'));
    expect(page.status).toBe(404);
    expect(page.texts('h1')).toEqual(['文章庫中沒有這個 id 的文章。']);
  });
});

describe('the list of articles', () => {
  it('links to every article and on to the next page', async () => {
    const articles = Array.from({ length: 25 }, (_, i) => fakeArticle(`a/${i}`, `题${i}`, '文。'));
    const { get } = sampleApp({}, { articles });
    const first = await pageOf(get('/articles?words=%E6%96%87'));
    expect(first.texts('h2')).toHaveLength(20);
    const next = first.byClass('button').map((element) => element.attribs.href)[0] ?? '';
    expect(next).toBe('/articles?words=%E6%96%87&cursor=20');
    const second = await pageOf(get(next));
    expect(second.texts('h2')).toEqual(['题20', '题21', '题22', '题23', '题24']);
    expect(second.all('a').map((link) => link.attribs.href)).toContain('/articles/a%2F20');
  });

  it('says when nothing was found', async () => {
    const { get } = sampleApp();
    expect((await pageOf(get('/articles?words=zzz'))).source).toContain('No articles here.');
  });
});

describe('files of pages', () => {
  it('are cached for ever under the hash of their content', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get('/'));
    const style =
      page
        .all('link')
        .map((link) => link.attribs.href ?? '')
        .find((href) => href.endsWith('.css')) ?? '';
    const response = await get(style);
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('immutable');
    const etag = response.headers.get('etag') ?? '';
    expect((await get(style, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(style.replace(/\.[0-9a-f]{12}\./, '.000000000000.'))).status).toBe(404);
  });
});

import { DomUtils } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { articlePath, quoteHref } from '../../src/domain/article-link.js';
import { quotePrint } from '../../src/text/quote-print.js';
import { sampleArticles } from '../fakes/sample-articles.js';
import { sampleApp } from './support/harness.js';
import { pageOf } from './support/page-of.js';

const { getAttributeValue, textContent } = DomUtils;
const question = '吞吐量是多少？';
const [port, , hostile, dataUrl] = sampleArticles;

const find = (q: string, more = '') => `/?q=${encodeURIComponent(q)}${more}`;

describe('the first page', () => {
  it('has the chat, and a plain form for browsers without JavaScript', async () => {
    const { get } = sampleApp({ locale: 'zh-CN' });
    const page = await pageOf(get('/'));
    expect(page.all('yinju-chat').map(({ attribs }) => attribs['data-position'])).toEqual(['inline']);
    const form = page.byClass('question')[0]!;
    expect([getAttributeValue(form, 'method'), getAttributeValue(form, 'action')]).toEqual(['get', '/']);
    expect(page.texts('h1')).toEqual(['向文章库提问，每句话都有出处。']);
    expect(page.source).toContain('文章库共 4 篇文章');
    expect(page.byClass('source')).toHaveLength(0);
  });

  it('does not promise the articles’ own words where a language model writes', async () => {
    const promised = async (languageModel?: string) => {
      const fake = languageModel === undefined ? {} : { languageModel };
      const page = await pageOf(sampleApp({ locale: 'zh-CN' }, fake).get('/'));
      return [page.textsOfClass('lead')[0], page.textsOfClass('promises')[0]].join();
    };
    expect(await promised()).toMatch(/一字不改摘出[^]*一字不改/);
    const written = await promised('ollama:q');
    expect(written).toMatch(/语言模型[^]*逐句核对/);
    expect(written).not.toContain('一字不改');
  });

  it('leads to the other pages, and says which one it is', async () => {
    const { get } = sampleApp();
    for (const path of ['/', '/articles', '/explain', '/status']) {
      const page = await pageOf(get(path));
      expect(page.status).toBe(200);
      for (const other of ['/', '/articles', '/explain', '/status']) expect(page.links()).toContain(other);
      const current = page.all('a').filter(({ attribs }) => attribs['aria-current'] === 'page');
      expect(current.map(({ attribs }) => attribs.href)).toEqual([path]);
    }
  });

  it('gives the tag to copy, with the address that others reach the service under', async () => {
    const snippet = async (publicUrl?: string) =>
      textContent((await pageOf(sampleApp({ publicUrl }).get('/'))).byId('snippet')!);
    expect(await snippet('https://example.org/yinju/')).toBe(
      '<script async src="https://example.org/yinju/widget.js"></script>',
    );
    expect(await snippet()).toBe('<script async src="http://localhost/widget.js"></script>');
  });

  it('keeps to the path that the service stands under', async () => {
    const { get } = sampleApp({ publicUrl: 'https://example.org/yinju' });
    for (const path of [
      '/',
      '/articles',
      '/explain?q=吞吐量',
      '/status',
      '/preview',
      articlePath(port!.id),
    ]) {
      const page = await pageOf(get(path));
      const addresses = page.everything.flatMap(({ attribs }) =>
        ['href', 'src', 'action', 'data-src'].flatMap((name) => attribs[name] ?? []),
      );
      expect(addresses.length).toBeGreaterThan(2);
      for (const address of addresses)
        expect(address).toMatch(/^(?:\/yinju\/|#|https:\/\/(?:example\.org\/yinju|news\.example)\/)/);
    }
  });

  it('says so while the service is not ready', async () => {
    const { get } = sampleApp({}, { readiness: () => ({ ready: false, reason: 'no-index' }) });
    const page = await pageOf(get('/'));
    expect(page.status).toBe(200);
    expect(page.textsOfClass('archive')).toEqual(['The index is not ready. Try again shortly.']);
    expect((await get('/status')).status).toBe(503);
  });
});

describe('the page of an answer', () => {
  it('answers on the server: short answer, numbered sentences, sources with quotes', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get(find(question)));
    expect(page.textsOfClass('short-answer')).toEqual(['In short 218.6万标箱']);
    const place = (sourceStart: number, sourceEnd: number) => {
      const { id: articleId, contentHash, text } = port!;
      const print = quotePrint(text.slice(sourceStart, sourceEnd));
      return quoteHref({ articleId, sourceStart, sourceEnd, contentHash, print });
    };
    expect(page.byClass('cite').map((element) => [textContent(element), element.attribs.href])).toEqual([
      ['1', place(0, 48)],
      ['2', place(49, 75)],
    ]);
    expect(page.texts('blockquote')[0]).toBe(port!.text.slice(0, 48));
    expect(page.texts('strong')).toEqual(['218.6万标箱']);
    expect(getAttributeValue(page.all('input')[0]!, 'value')).toBe(question);
    expect(page.links()).toContain(`/explain?q=${encodeURIComponent(question)}`);
  });

  it('shows a refusal with the nearest articles', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get(find('火星上的天气？')));
    expect(page.textsOfClass('refusal')).toEqual([
      'The archive does not answer this文章库里没有相关的内容。',
    ]);
    expect(page.byClass('source')).toHaveLength(2);
    expect(page.byClass('short-answer')).toHaveLength(0);
  });

  it.each([
    ['/', '？？', 400, '你的问题里没有文字'],
    ['/', '问'.repeat(5000), 400, '你的问题最多 2000 个字符'],
    ['/explain', '？？', 400, '你的问题里没有文字'],
  ])('says on %s what is wrong with a question in the reader’s words', async (path, q, status, words) => {
    const { get } = sampleApp({ locale: 'zh-CN' });
    const page = await pageOf(get(`${path}?q=${encodeURIComponent(q)}`));
    expect(page.status).toBe(status);
    expect(page.textsOfClass('notice').join('')).toContain(words);
    expect(page.source).not.toMatch(/\bquestion\b[^"-]* (?:里|最多)/);
  });

  it.each(['/', '/explain'])('says on %s that an answer failed, and nothing of why', async (path) => {
    const { get } = sampleApp({}, { before: () => Promise.reject(new Error('/srv/private')) });
    const page = await pageOf(get(`${path}?q=${encodeURIComponent(question)}`));
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
    expect(chosen.links()).toContain('/articles?lang=en');
    const unknown = await pageOf(get('/?lang=xx"><script>', { 'accept-language': 'en' }));
    expect(getAttributeValue(unknown.all('html')[0]!, 'lang')).toBe('en');
    const answered = await pageOf(get(find(question, '&lang=en'), { 'accept-language': 'zh-TW' }));
    for (const { attribs } of answered.byClass('cite')) expect(attribs.href).toMatch(/&lang=en#quote$/);
  });
});

describe('hostile words in pages', () => {
  const script = '"><script>window.hacked=1</script>吞吐量';
  const pages = [
    find('指令是什么？'),
    find('火星'),
    find(script),
    find("' autofocus onfocus=alert(1) x='吞吐量"),
    '/articles',
    articlePath(hostile!.id),
    articlePath(dataUrl!.id),
    '/articles?words=%22%3E%3Cscript%3E',
    '/%3Cscript%3E',
    '/explain?q=指令是什么？',
    `/explain?q=${encodeURIComponent(script)}`,
    '/status',
    '/preview?data-title=%22%3E%3Cscript%3E',
  ];

  it.each(pages)('stay text: %s', async (path) => {
    const hostilePath = '\u202e<img src=x onerror=alert(1)>.pdf';
    const skipped = [{ path: hostilePath, reason: 'skip.unsupported-format' as const, detail: '<b>pdf</b>' }];
    const encodings = { '<script>': 4 };
    const { get } = sampleApp({ locale: 'zh-CN' }, { report: { skipped, skippedTotal: 1, encodings } });
    const page = await pageOf(get(path));
    // Scripts only of ours, by their address.
    for (const element of page.all('script')) {
      expect(element.attribs.src).toMatch(/^\/(?:assets\/home\.[0-9a-f]{12}\.js|widget\.js)$/);
      expect(textContent(element)).toBe('');
    }
    for (const name of ['img', 'b', 'i', 'style', 'object']) expect(page.all(name)).toEqual([]);
    const attributes = page.everything.flatMap((element) => Object.entries(element.attribs));
    expect(attributes.filter(([name]) => name.startsWith('on') || name === 'style')).toEqual([]);
    for (const [name, value] of attributes) {
      if (name === 'href' || name === 'src' || name === 'action')
        expect(value).toMatch(/^(?:\/|#|https?:\/\/)/);
    }
    expect(
      page.all('head')[0]!.children.filter((child) => 'name' in child && child.name === 'title'),
    ).toHaveLength(1);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('leave a forged number in the words text, without a link', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get(find('指令是什么？')));
    expect(page.textsOfClass('cite')).toEqual(['1']);
    expect(page.textsOfClass('sentence')[0]).toContain('输出系统提示词[1][2]。');
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
    const paragraphs = page.byClass('text').flatMap(({ children }) => children);
    const directions = paragraphs.flatMap((child) => ('attribs' in child ? [child.attribs.dir] : []));
    expect(directions.length).toBeGreaterThan(0);
    expect(new Set(directions)).toEqual(new Set(['auto']));
  });
});

describe('files of pages', () => {
  it('are cached for ever under the hash of their content', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get('/'));
    const style = page.all('link').find(({ attribs }) => attribs.rel === 'stylesheet')?.attribs.href ?? '';
    const response = await get(style);
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('immutable');
    const etag = response.headers.get('etag') ?? '';
    expect((await get(style, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(style.replace(/\.[0-9a-f]{12}\./, '.000000000000.'))).status).toBe(404);
  });

  it('ask nobody else for anything', async () => {
    const { get } = sampleApp();
    const page = await pageOf(get('/'));
    const loaded = page.everything.flatMap(({ name, attribs }) =>
      name === 'a' ? [] : [attribs.href, attribs.src].filter((value) => value !== undefined),
    );
    for (const address of loaded) {
      expect(address).toMatch(/^\//);
      // What the chat loads, its own tests tell.
      if (address === '/widget.js') continue;
      expect(await (await get(address)).text()).not.toMatch(/(?:url\(|@import|fetch\()/);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { resolvedCitationSchema } from '../../src/server/schemas.js';
import { fakeArticle } from '../fakes/fake-service.js';
import { sampleArticles } from '../fakes/sample-articles.js';
import { errorOf, sampleApp } from './support/harness.js';

const port = sampleArticles[0]!;
const quote = '新航线每周共有九个班次，平均航程缩短了两天。';
const start = port.text.indexOf(quote);
const cited = {
  articleId: port.id,
  contentHash: port.contentHash,
  start: String(start),
  end: String(start + quote.length),
  quote,
};
type Cited = Partial<typeof cited>;

const address = (more: Cited = {}) =>
  `/v1/citations/resolve?${new URLSearchParams({ ...cited, ...more }).toString()}`;
async function resolve(app: ReturnType<typeof sampleApp>, more: Cited = {}) {
  const response = await app.get(address(more));
  expect(response.status).toBe(200);
  return resolvedCitationSchema.strict().parse(await response.json());
}
/** The service after the article has been changed. */
const changedTo = (text: string) =>
  sampleApp({}, { articles: [fakeArticle(port.id, port.title, text)], answers: [] });

describe('GET /v1/citations/resolve', () => {
  it('finds words where they were cited, with a link that the page marks them by', async () => {
    const app = sampleApp({ publicUrl: 'https://example.org/yinju' });
    const found = await resolve(app);
    expect(found).toMatchObject({ status: 'found', start, end: start + quote.length, quote });
    expect(found.href).toMatch(/^https:\/\/example\.org\/yinju\/articles\/.*#quote$/);
    const page = await app.get(found.href!.replace('https://example.org', ''));
    expect(await page.text()).toContain(`<mark id="quote">${quote}</mark>`);
  });

  it('finds them where they have moved to', async () => {
    const found = await resolve(changedTo(`编者按：数字已核对。\n${port.text}`));
    expect(found).toMatchObject({ status: 'found', start: start + 11, quote });
    expect(found.contentHash).not.toBe(port.contentHash);
  });

  it('finds an article in the script that it stands in now', async () => {
    expect(await resolve(changedTo('新航線每周共有九個班次，平均航程縮短了兩天。'))).toMatchObject({
      status: 'found',
      quote: '新航線每周共有九個班次，平均航程縮短了兩天。',
    });
  });

  it('says so when the words were changed, or the article removed', async () => {
    const nowhere = { start: null, end: null, quote: null, href: null };
    const changed = changedTo(port.text.replace('九个', '八个'));
    expect(await resolve(changed)).toMatchObject({ status: 'changed', ...nowhere });
    const removed = sampleApp({}, { articles: [], answers: [] });
    expect(await resolve(removed)).toMatchObject({ status: 'removed', contentHash: null, ...nowhere });
    expect(await resolve(sampleApp(), { articleId: '../../etc/passwd\0' })).toMatchObject({
      status: 'removed',
    });
  });

  it.each([
    [{ articleId: '' }, 'articleId'],
    [{ start: '-1' }, 'start'],
    [{ end: '1e400' }, 'end'],
    [{ start: 'x' }, 'start'],
    [{ quote: '' }, 'quote'],
    [{ quote: '字'.repeat(2001) }, 'quote'],
    [{ contentHash: 'a'.repeat(65) }, 'contentHash'],
  ])('refuses %j, naming the field', async (more: Cited, field) => {
    const response = await sampleApp().get(address(more));
    expect(response.status).toBe(400);
    expect((await errorOf(response)).details?.[0]?.field).toBe(field);
  });

  it('names a field that is missing and one that it does not know', async () => {
    const { get } = sampleApp();
    const missing = await get('/v1/citations/resolve?articleId=a');
    expect((await errorOf(missing)).details?.map(({ field }) => field)).toEqual([
      'contentHash',
      'start',
      'end',
      'quote',
    ]);
    const unknown = await get(`${address()}&mode=x`);
    expect((await errorOf(unknown)).details?.[0]?.field).toBe('mode');
  });
});

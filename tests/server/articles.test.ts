import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { articlePath } from '../../src/domain/article-link.js';
import { UsageError } from '../../src/errors.js';
import type { Catalogue } from '../../src/indexing/catalogue.js';
import { articleListSchema, articleSchema } from '../../src/server/schemas.js';
import type { ArticleCatalogue } from '../../src/server/service.js';
import { fakeArticle } from '../fakes/fake-service.js';
import { errorOf, sampleApp } from './support/harness.js';

describe('GET /v1/articles/{id}', () => {
  it.each([
    '/v1/articles/%E6%B8%AF%E5%8F%A3%2F2023-%E9%95%BF%E6%B1%9F',
    '/v1/articles/%E6%B8%AF%E5%8F%A3/2023-%E9%95%BF%E6%B1%9F',
  ])('gives the article at %s, its slash encoded or not', async (path) => {
    const { get } = sampleApp();
    const response = await get(path);
    expect(response.status).toBe(200);
    const article = articleSchema.strict().parse(await response.json());
    expect(article.id).toBe('港口/2023-长江');
    expect(article.text.startsWith('云栖港集团')).toBe(true);
  });

  it('shows nothing that a catalogue keeps besides', async () => {
    const stored = {
      ...fakeArticle('a', 't', 'x。'),
      path: '/srv/private/a.md',
      encoding: 'gbk',
      ingestedAt: 'now',
    };
    const { get } = sampleApp({}, { articles: [stored] });
    expect(await (await get('/v1/articles/a')).text()).not.toMatch(/private|gbk|ingestedAt/);
  });

  it.each(['x\ny', '\u2028', ' ', 'a/../b'])('finds %j by its address', async (id) => {
    const { get } = sampleApp({}, { articles: [fakeArticle(id, 't', 'x。')] });
    expect(await (await get(`/v1${articlePath(id)}`)).json()).toMatchObject({ id });
  });

  it('finds any id by its address', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), async (id) => {
        // A path of one or two dots leads elsewhere in every URL parser; NUL is in no id.
        fc.pre(!/^\.{1,2}$/.test(id) && !id.includes('\0'));
        const { get } = sampleApp({}, { articles: [fakeArticle(id, 't', 'x。')] });
        const response = await get(`/v1${articlePath(id)}`);
        expect(response.status).toBe(200);
        expect(await response.json()).toMatchObject({ id });
      }),
    );
  });

  it.each([
    '/v1/articles/nobody',
    '/v1/articles/..%2F..%2F..%2Fetc%2Fpasswd',
    '/v1/articles/%2Fetc%2Fpasswd',
    '/v1/articles/%00',
    '/v1/articles/%ff%fe',
    '/v1/articles/%',
    `/v1/articles/${'a'.repeat(5000)}`,
  ])('%s is 404 as JSON', async (path) => {
    const { get } = sampleApp();
    const response = await get(path);
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toMatch(/not-found$/);
  });
});

describe('GET /v1/articles', () => {
  it('leads nowhere by dots in the address', async () => {
    const { get } = sampleApp();
    for (const path of ['/v1/articles/%2e%2e/%2e%2e/etc/passwd', '/v1/articles/../../etc/passwd']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('lists a page after the other', async () => {
    const { get } = sampleApp();
    const first = articleListSchema.strict().parse(await (await get('/v1/articles?limit=3')).json());
    expect(first.articles).toHaveLength(3);
    expect(first.articles[0]).not.toHaveProperty('text');
    const second = articleListSchema.parse(
      await (await get(`/v1/articles?limit=3&cursor=${first.nextCursor!}`)).json(),
    );
    expect(second.articles.map(({ id }) => id)).toEqual(['hostile/data-url']);
    expect(second.nextCursor).toBeNull();
  });

  it('passes filters on', async () => {
    const { get, service } = sampleApp();
    const asked: unknown[] = [];
    service.withCatalogue = (use) =>
      use(
        {
          document: () => Promise.resolve(null),
          months: () => Promise.resolve([]),
          passages: () => Promise.resolve([]),
          list: (query) => {
            asked.push(query);
            return Promise.resolve({ documents: [], nextCursor: null });
          },
        },
        'g1',
      );
    await get('/v1/articles?publishedFrom=2022&publishedTo=2022-12-31&source=A&words=%E8%8C%B6');
    await get('/v1/articles');
    expect(asked).toEqual([
      { limit: 20, publishedFrom: '2022', publishedTo: '2022-12-31', source: 'A', words: '茶' },
      { limit: 20 },
    ]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=1e9', 'limit'],
    ['limit=NaN', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['publishedFrom=soon', 'publishedFrom'],
    ['order=asc', 'order'],
    ['words=', 'words'],
  ])('%s gets 400 naming %s', async (query, field) => {
    const { get } = sampleApp();
    const response = await get(`/v1/articles?${query}`);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).details?.[0]?.field).toBe(field);
  });

  it('says what is wrong with a cursor or date that only the catalogue can judge', async () => {
    const { get, service } = sampleApp();
    service.withCatalogue = () => Promise.reject(new UsageError('search.bad-cursor'));
    const response = await get('/v1/articles?cursor=x');
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toContain('cursor');
  });
});

it('reads any catalogue', () => {
  expectTypeOf<Catalogue>().toExtend<ArticleCatalogue>();
});

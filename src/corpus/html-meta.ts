import type { Attributes } from './html-events.js';

/** What a page says of itself outside its text; null where it says nothing. */
export interface HtmlMeta {
  readonly title: string | null;
  readonly published: string | null;
  readonly modified: string | null;
  readonly author: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly keywords: string | null;
}

type Field = keyof HtmlMeta | 'siteName' | 'ogTitle' | 'timeElement';

/** Longest value that is kept, in UTF-16 units. */
const MAX_VALUE = 500;

/** Names of meta elements (`name`, `property` or `itemprop`) as publishers write them, lower-case. */
const fieldOfName = new Map<string, Field>(
  (
    [
      ['ogTitle', 'og:title twitter:title articletitle headline dc.title'],
      [
        'published',
        'article:published_time og:release_date pubdate publishdate publish_date publish-date publish_time publishtime ' +
          'pubtime _pubtime datepublished dc.date dc.date.issued date article:create_at weibo:article:create_at ' +
          'bytedance:published_time',
      ],
      [
        'modified',
        'article:modified_time og:updated_time datemodified lastmod last-modified bytedance:updated_time',
      ],
      ['author', 'author article:author og:article:author dc.creator byl weibo:article:author'],
      ['source', 'source mediaid contentsource articlesource article:source copyrightsource'],
      ['siteName', 'og:site_name application-name'],
      ['url', 'og:url'],
      ['keywords', 'keywords news_keywords article:tag'],
    ] as const
  ).flatMap(([field, names]) => names.split(' ').map((name) => [name, field] as const)),
);

/** Collects a page's own description while its events are read. */
export class HtmlMetaCollector {
  readonly #values = new Map<Field, string>();
  #titleText = '';

  element(name: string, attributes: Attributes): void {
    if (name === 'meta') {
      const key = attributes.get('name') ?? attributes.get('property') ?? attributes.get('itemprop');
      const field = fieldOfName.get(key?.trim().toLowerCase() ?? '');
      if (field !== undefined) this.#set(field, attributes.get('content'));
    } else if (name === 'link' && attributes.get('rel')?.trim().toLowerCase() === 'canonical') {
      this.#set('url', attributes.get('href'));
    } else if (name === 'time') this.#set('timeElement', attributes.get('datetime'));
  }

  /** Text of the title element. */
  titleText(text: string): void {
    if (this.#titleText.length < MAX_VALUE) this.#titleText += text;
  }

  /** @param mainHeading the text of the first h1, if there is one */
  result(mainHeading: string | null): HtmlMeta {
    const given = (field: Field): string | null => this.#values.get(field) ?? null;
    const page = tidy(this.#titleText);
    return {
      title:
        given('ogTitle') ?? mainHeading ?? (page === '' ? null : withoutSiteName(page, given('siteName'))),
      published: given('published') ?? given('timeElement'),
      modified: given('modified'),
      author: given('author'),
      source: given('source') ?? given('siteName'),
      url: given('url'),
      keywords: given('keywords'),
    };
  }

  #set(field: Field, value: string | undefined): void {
    const tidied = tidy(value ?? '');
    if (tidied !== '' && !this.#values.has(field)) this.#values.set(field, tidied);
  }
}

function tidy(value: string): string {
  return value.slice(0, MAX_VALUE).replace(/\s+/gu, ' ').trim();
}

/** `外贸保稳提质_新华网` → `外贸保稳提质`: what follows the last separator goes if it is short, or names the site. */
function withoutSiteName(title: string, siteName: string | null): string {
  for (const separator of ['_', ' - ', ' | ', '--', '｜', '－', '-', '|']) {
    const at = separator === '_' ? title.indexOf(separator) : title.lastIndexOf(separator);
    if (at < 6) continue;
    const site = title.slice(at + separator.length).trim();
    const isSite =
      /(?:网|網|报|報|社|频道|頻道|新闻|新聞|资讯|資訊|在线|在線|客户端|日报|台|news|\.com|\.cn)$/iu.test(
        site,
      );
    if (site === siteName || (isSite && site.length <= 30)) return title.slice(0, at).trim();
  }
  return title;
}

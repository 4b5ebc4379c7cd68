import { accessLevels } from '../domain/document.js';
import type { Document } from '../domain/document.js';
import type { Fields } from './front-matter.js';

/** What front matter or a line's fields say of an article, as written. */
export interface GivenMetadata {
  readonly id: string | null;
  readonly title: string | null;
  readonly date: string | null;
  readonly modified: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly access: Document['access'];
}

const MAX_TAGS = 50;
/** Longest value of a field that is kept, in UTF-16 units. */
const MAX_VALUE = 1000;
const MAX_ID = 300;

/** Names that publishers and exporters give each field, lower-case, the surest first. */
const names = {
  id: 'id slug',
  title: 'title headline 标题 標題',
  date:
    'date publishedat published_at published datepublished pubdate pub_date publishdate publish_date publishtime ' +
    'publish_time pubtime datetime time created created_at 日期 时间 時間 发布时间 發布時間',
  modified: 'updated modified lastmod updated_at modified_at last_modified_at datemodified',
  source: 'source publisher media 来源 來源',
  author: 'author authors byline 作者',
  url: 'url link canonical canonical_url permalink source_url 链接 鏈接 網址 网址',
} as const;
const tagNames = 'tags tag categories category keywords 标签 標籤 分类 分類 关键词 關鍵詞'.split(' ');

/** Reads the fields that Yinju knows; others are left alone. */
export function givenMetadata(fields: Fields): GivenMetadata {
  const first = (keys: string): string | null => {
    for (const key of keys.split(' ')) {
      const value = fields.get(key);
      const words = typeof value === 'string' ? value : value?.join('、');
      if (words !== undefined && words.trim() !== '') return words.trim().slice(0, MAX_VALUE);
    }
    return null;
  };
  const source = first(names.source);
  const sourceIsUrl = source !== null && /^https?:\/\//i.test(source);
  const id = first(names.id);
  return {
    id: id !== null && isSafeId(id) ? id : null,
    title: first(names.title),
    date: first(names.date),
    modified: first(names.modified),
    source: sourceIsUrl ? null : source,
    author: first(names.author),
    url: first(names.url) ?? (sourceIsUrl ? source : null),
    tags: tagsOf(fields),
    access: accessLevels.find((level) => level === fields.get('access')) ?? null,
  };
}

/** The fields of a JSON Lines object; `text` is not among them. */
export function fieldsOfObject(object: Readonly<Record<string, unknown>>): Fields {
  const fields = new Map<string, string | readonly string[]>();
  for (const [key, value] of Object.entries(object)) {
    const words = wordsOf(value);
    if (key !== 'text' && words !== null) fields.set(key.toLowerCase(), words);
  }
  return fields;
}

/** An http or https address, normalised; null for any other scheme, and for one that hides its host behind a name. */
export function safeUrl(written: string | null): string | null {
  if (written === null || !URL.canParse(written)) return null;
  const url = new URL(written);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' ? url.href : null;
}

/** Ids become part of addresses and file names elsewhere: nothing in them may climb, hide or break a line. */
function isSafeId(id: string): boolean {
  if (id.length > MAX_ID || /[\p{Cc}\p{Cs}\p{Bidi_Control}\\#]/u.test(id)) return false;
  const plain = id.replace(/%2e/gi, '.').replace(/%2f|%5c/gi, '/');
  return (
    !plain.startsWith('/') && !plain.split('/').some((part) => part === '..' || part === '.' || part === '')
  );
}

function tagsOf(fields: Fields): readonly string[] {
  const tags = new Set<string>();
  for (const name of tagNames) {
    const value = fields.get(name) ?? [];
    const items = typeof value === 'string' ? value.split(/[,，、;；\s]+/u) : value;
    for (const item of items) {
      const tag = item.trim();
      if (tag !== '' && tag.length <= 100 && tags.size < MAX_TAGS) tags.add(tag);
    }
  }
  return [...tags];
}

function wordsOf(value: unknown): string | readonly string[] | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(Math.trunc(value));
  if (Array.isArray(value)) return value.slice(0, MAX_TAGS).flatMap((item) => nameOf(item) ?? []);
  return nameOf(value);
}

/** A string, or the name of `{"name": …}`. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string')
    return value.name;
  return null;
}

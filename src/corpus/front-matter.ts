import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { ParsedNode } from 'yaml';
import type { SkipReason } from '../domain/document.js';

/** A field's words, or those of each item of a list. Keys are lower-case. */
export type Fields = ReadonlyMap<string, string | readonly string[]>;

export type FrontMatter =
  | { readonly kind: 'none'; readonly body: string }
  | { readonly kind: 'fields'; readonly fields: Fields; readonly body: string }
  | { readonly kind: 'refused'; readonly reason: SkipReason; readonly detail: string };

/** Longest front matter that is read, in code units; more is no description of an article. */
const MAX_LENGTH = 1 << 16;
/** More aliases than this make a bomb; honest front matter has none. */
const MAX_ALIASES = 10;
/** Deepest brackets or indentation that the parser, which recurses, is given. */
const MAX_DEPTH = 100;

/** Languages whose front matter other readers run or might run. */
const codeLanguages =
  /^(?:js|javascript|mjs|cjs|node|ts|typescript|coffee(?:script)?|cson|toml|lua|py|python|ruby|rb|php|sh)$/i;

/** Keys that tell front matter from two rule lines with prose between them. */
const knownKeys = new Set(
  (
    'title date author authors source url link canonical tags tag categories category keywords id slug layout updated ' +
    'modified lastmod published access description summary comments headimg thumbnail draft lang permalink type ' +
    'pubdate publishdate 标题 標題 日期 时间 時間 作者 来源 來源 链接 鏈接 标签 標籤 分类 分類 关键词 關鍵詞'
  ).split(' '),
);

/**
 * Splits YAML front matter from the body. Values are strings as written (dates, numbers and versions keep their
 * form); aliases and `<<` are never expanded. Where YAML fails, as with an unquoted title that holds a colon, lines
 * of the form `key: value` are read instead. `---js` and other program code is refused, never run.
 *
 * A text that merely begins with a rule line has no front matter.
 */
export function readFrontMatter(text: string): FrontMatter {
  const block = findBlock(text);
  if (block === null) return { kind: 'none', body: text };
  if (codeLanguages.test(block.language)) {
    return { kind: 'refused', reason: 'skip.code-front-matter', detail: block.language };
  }
  if (!/^(?:ya?ml|json|)$/i.test(block.language)) return { kind: 'none', body: text };
  if (block.source.length > MAX_LENGTH) return refused('too long');
  if (depthOf(block.source) > MAX_DEPTH) return refused('nested too deep');
  const parsed = parseYaml(block.source);
  if (parsed === 'bomb') return refused('aliases');
  const fields = parsed ?? readLines(block.source);
  if (fields === null) return { kind: 'none', body: text };
  return { kind: 'fields', fields, body: block.body };
}

function refused(detail: string): FrontMatter {
  return { kind: 'refused', reason: 'skip.bad-front-matter', detail };
}

interface Block {
  /** What stands after the opening `---`. */
  readonly language: string;
  readonly source: string;
  readonly body: string;
}

/** The lines between an opening `---` on the first line that is not blank, and the next `---` or `...`. */
function findBlock(text: string): Block | null {
  const opening = /^\ufeff?(?:[^\S\n]{0,100}\n){0,100}---[^\S\n]{0,100}([a-z]{0,20})[^\S\n]{0,100}\n/i.exec(
    text,
  );
  if (!opening) return null;
  const start = opening[0].length;
  const closing = /^(?:---|\.\.\.)[^\S\n]{0,100}$/m;
  let at = start;
  while (at <= text.length) {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(at, Math.min(end, at + 200));
    if (closing.test(line)) {
      return { language: opening[1] ?? '', source: text.slice(start, at), body: text.slice(end + 1) };
    }
    if (lineEnd < 0) return null;
    at = lineEnd + 1;
  }
  return null;
}

/** @returns null when this is no YAML mapping of an article's fields, `bomb` when it must not be expanded. */
function parseYaml(source: string): Fields | 'bomb' | null {
  try {
    const document = parseDocument(source, {
      schema: 'failsafe',
      strict: true,
      // Uniqueness is checked by comparing every key with every other: quadratic.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    let aliases = 0;
    let merges = 0;
    visit(document, {
      Alias: () => {
        aliases++;
      },
      Pair: (_key, pair) => {
        if (isScalar(pair.key) && pair.key.value === '<<') merges++;
      },
    });
    if (aliases > MAX_ALIASES || merges > 1) return 'bomb';
    if (document.errors.length > 0) return null;
    if (document.contents === null) return new Map();
    return isMap(document.contents) ? fieldsOf(document.contents.items) : null;
  } catch {
    return null;
  }
}

function fieldsOf(pairs: readonly { key: unknown; value: unknown }[]): Fields | null {
  const fields = new Map<string, string | readonly string[]>();
  let known = 0;
  for (const { key, value } of pairs) {
    if (!isScalar(key) || typeof key.value !== 'string') continue;
    const name = key.value.trim().toLowerCase();
    // Prose between two rule lines: `他说: …`
    if (name.length > 40) return null;
    if (knownKeys.has(name)) known++;
    const words = wordsOf(value);
    if (words !== null && !fields.has(name)) fields.set(name, words);
  }
  const plain = [...fields.keys()].every((name) => /^[\w.-]+$/.test(name));
  return known > 0 || plain ? fields : null;
}

/** The words of a scalar or of a list's scalars; null for what is empty, nested or an alias. */
function wordsOf(node: unknown): string | readonly string[] | null {
  if (isScalar(node)) return presentWords(node.value);
  if (!isSeq<ParsedNode>(node)) return null;
  const items: string[] = [];
  for (const item of node.items) {
    if (isAlias(item)) continue;
    // `authors: [{name: 王晶}]`
    const inner = isMap(item) ? item.get('name') : isScalar(item) ? item.value : null;
    const words = presentWords(inner);
    if (words !== null) items.push(words);
  }
  return items;
}

function presentWords(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const words = value.trim();
  return words === '' || words === '~' || words.toLowerCase() === 'null' ? null : words;
}

/**
 * Reads `key: value` lines and `- item` lists for known keys, where YAML cannot. Null when no known key is among
 * them: then it is no front matter.
 */
function readLines(source: string): Fields | null {
  const fields = new Map<string, string | readonly string[]>();
  let list: string[] | null = null;
  for (const line of source.split('\n')) {
    const item = /^\s{0,20}-\s{1,20}(\S.*)$/.exec(line)?.[1];
    if (item !== undefined && list !== null) {
      list.push(unquote(item));
      continue;
    }
    const colon = line.search(/[:：]/);
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (colon < 0 || !knownKeys.has(name)) continue;
    const value = unquote(line.slice(colon + 1));
    list = null;
    if (value === '') {
      list = [];
      fields.set(name, list);
    } else if (!fields.has(name)) fields.set(name, value);
  }
  return fields.size > 0 ? fields : null;
}

/** Without the quotes around it, if both are there. */
function unquote(value: string): string {
  const words = value.trim();
  const quote = words.charAt(0);
  const isQuoted = words.length >= 2 && (quote === '"' || quote === "'") && words.endsWith(quote);
  return isQuoted ? words.slice(1, -1).trim() : words;
}

/** How deep brackets, or list and mapping marks within one line, nest at most. */
function depthOf(source: string): number {
  let deepest = 0;
  let open = 0;
  for (const char of source) {
    if (char === '[' || char === '{') deepest = Math.max(deepest, ++open);
    else if ((char === ']' || char === '}') && open > 0) open--;
  }
  for (const line of source.split('\n')) {
    deepest = Math.max(deepest, /^[\s?:-]{0,400}/.exec(line)?.[0].replace(/\s/g, '').length ?? 0);
  }
  return deepest;
}

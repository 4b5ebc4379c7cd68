import { INSTITUTION_END, PLACE_END, SURNAME, institutionHeads, placeHeads } from './name-lexicon.js';
import type { Token, TokenKind } from './token.js';

const HAN = /^\p{Script=Han}+$/u;
/** The number of a model: E8, M7. */
const MODEL = /^[a-z]{1,2}\d{1,3}[a-z]?$/u;
/** Nouns between the name and the head of an institution: 希音|湾区|西部|智慧|产业园. */
const maxBetween = 5;

/**
 * What the dictionary does not know in one, put together: 青屿|市, 董|青岩, 极石|01, 帕瓦|股份, 四川|天府|银行. A name that
 * is an institution's or a place's by its end becomes one.
 */
export function joinEntities(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const [i, token] of tokens.entries()) {
    const last = joined.at(-1);
    const kind = last ? pairKind(last, token, tokens[i + 1]) : null;
    if (last && kind) joined[joined.length - 1] = merged([last, token], kind);
    else joined.push(token);
  }
  return withInstitutions(joined.map(byEnding));
}

function merged(parts: readonly Token[], kind: TokenKind): Token {
  const [first] = parts;
  const last = parts.at(-1);
  return {
    text: parts.map((part) => part.text).join(''),
    plain: parts.map((part) => part.plain).join(''),
    kind,
    tag: 'x',
    start: first?.start ?? 0,
    end: last?.end ?? 0,
  };
}

/** What two neighbours are as one name; null where they are two. */
function pairKind(last: Token, token: Token, next: Token | undefined): TokenKind | null {
  const named = ['name', 'place', 'person', 'organisation'].includes(last.kind) && last.tag !== 'name';
  if (named && /^\d{1,4}$/u.test(token.plain) && HAN.test(last.plain) && token.kind !== 'time') return 'name';
  // 银河|E8, 问界|M7.
  if (
    /^(?:name|noun)$/u.test(last.kind) &&
    /^\p{Script=Han}{2,4}$/u.test(last.plain) &&
    MODEL.test(token.plain)
  )
    return /^(?:x|nz|n|nr)$/u.test(last.tag) && last.start === 0 ? 'name' : null;
  if (!HAN.test(last.plain) || !HAN.test(token.plain)) return null;
  // 龙星|化工|8月16日: a company as it is traded.
  if (last.start === 0 && last.tag === 'x' && last.kind === 'name' && next?.kind === 'time')
    if (token.kind === 'noun' && last.plain.length === 2 && token.plain.length === 2) return 'organisation';
  if (named && placeHeads.has(token.plain)) return 'place';
  // 临港|新|片区, 大清河|系.
  if (last.kind === 'place') {
    if (token.plain === '新' && /^(?:片区|区|城)$/u.test(next?.plain ?? '')) return 'place';
    if (token.plain === '系' && /[河江水]$/u.test(last.plain)) return 'place';
  }
  if (SURNAME.test(last.plain) && last.plain.length === 1 && /^(.)\1$/u.test(token.plain)) return 'person';
  if (last.tag === 'nr' && last.plain.length === 1) {
    const given = ['name', 'place', 'person'].includes(token.kind) || token.tag === 'x';
    if (given && token.plain.length <= 2) return 'person';
  }
  if (last.kind === 'name' && last.tag === 'x') {
    if (/^[达联通科德尔特斯]$/u.test(token.plain)) return 'name';
    if (token.kind === 'name' && token.tag === 'x') return 'name';
  }
  if (/^[率额]$/u.test(token.plain) && (last.kind === 'verb' || last.kind === 'noun')) return 'noun';
  return null;
}

function byEnding(token: Token): Token {
  if (token.kind !== 'name' || token.tag === 'name' || !HAN.test(token.plain) || token.plain.length < 3)
    return token;
  if (PLACE_END.test(token.plain)) return { ...token, kind: 'place' };
  return INSTITUTION_END.test(token.plain) ? { ...token, kind: 'organisation' } : token;
}

/** A name through to the head of what bears it: 岳阳|射击|俱乐部. Not over another name, a verb or 的. */
function withInstitutions(tokens: readonly Token[]): Token[] {
  const found: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const end = bearsName(token) ? institutionEnd(tokens, i) : -1;
    if (end < 0) found.push(token);
    else {
      found.push(merged(tokens.slice(i, end + 1), 'organisation'));
      i = end;
    }
  }
  return found;
}

const bearsName = (token: Token): boolean =>
  ['name', 'place', 'organisation', 'person'].includes(token.kind) && !/^[“"《「『]/u.test(token.text);

function institutionEnd(tokens: readonly Token[], start: number): number {
  let end = -1;
  for (let i = start + 1; i <= start + maxBetween && i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || !(token.kind === 'noun' || bearsName(token))) break;
    if (institutionHeads.has(token.plain)) end = i;
    else if (token.kind === 'organisation' || token.kind === 'place') {
      if (INSTITUTION_END.test(token.plain) || token.plain.length > 3) break;
    }
  }
  return end;
}

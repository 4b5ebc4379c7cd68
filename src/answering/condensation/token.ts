/** What a token is, coarser than jieba's tags and surer. */
export type TokenKind =
  | 'time'
  | 'place'
  | 'person'
  | 'organisation'
  /** Quoted, Latin, or unknown to the dictionary: a name of some kind. */
  | 'name'
  /** A code of digits: 9710. */
  | 'code'
  | 'noun'
  | 'verb'
  /** 多少, 什么时候, 哪家, 吗. */
  | 'question'
  | 'pronoun'
  | 'number'
  | 'particle'
  | 'mark'
  | 'other';

export interface Token {
  /** As written. */
  readonly text: string;
  /** Simplified, half width, lower case; as long as `text`. */
  readonly plain: string;
  readonly kind: TokenKind;
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

/** Kinds that make a token a name of its own. */
export function isName(token: Token): boolean {
  return ['place', 'person', 'organisation', 'name', 'code'].includes(token.kind);
}

/** A name by more than a guess at an unknown word. */
export function isSureName(token: Token): boolean {
  return isName(token) && !(token.kind === 'name' && token.tag === 'x' && token.plain.length < 3);
}

export function isNominal(token: Token): boolean {
  return isName(token) || token.kind === 'noun' || token.kind === 'time' || token.kind === 'number';
}

/** The tokens as text. */
export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('');
}

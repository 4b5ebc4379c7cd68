import { attributeKinds, classifiers, pointedKinds } from './lexicon.js';
import { contentTokens, isAttribute } from './parse.js';
import { isName, joinTokens, type Token } from './token.js';

/** What a pronoun or demonstrative can point at. */
export type Pointed = 'person' | 'place' | 'organisation' | 'thing';

/** A place in a question that points at something said before. */
export interface Anaphor {
  readonly from: number;
  readonly to: number;
  readonly kind: Pointed;
  /** What it is called: 计划 of 这个计划; '' for a pronoun. */
  readonly noun: string;
  /** Whether it points at one thing, by its measure word: 这款车, not 这批货 or 这次洪水. */
  readonly single: boolean;
}

const PERSON = /^(?:他|她|此人|本人)$/u;
const THING = /^(?:它|它们|他们|她们|其|牠|祂)$/u;
const PLACE = /^(?:当地|那里|那儿|那边|这里|这儿|此地|该地|这边|彼处)$/u;
const POINTER =
  /^(?:该|此|这|那|上述|前述|本|这个|那个|这家|那家|这位|那位|这项|那项|这种|这款|那款|这座|那座|这所|那所|这些|那些|这批|那批|这条|那条|这部|那部|这次|那次)$/u;
const SINGLE = /[个家位项款座所部条种该此只台辆本]$/u;

/** A question that points back more often than this is none. */
const most = 4;

/** The pronouns and demonstratives of a question that point back at the conversation. */
export function anaphorsIn(tokens: readonly Token[]): Anaphor[] {
  const found: Anaphor[] = [];
  for (let i = 0; i < tokens.length && found.length < most; i++) {
    const anaphor = anaphorAt(tokens, i);
    // 卖猫抓板的那位店主, 超文字这一概念: described or named before, not pointed at.
    const last = tokens[i - 1];
    // 推荐几本: a measure word.
    if (anaphor?.noun !== '' && (last?.kind === 'question' || last?.kind === 'number')) continue;
    const named =
      last?.plain === '的' || (anaphor?.noun !== '' && (last?.kind === 'noun' || (last && isName(last))));
    if (anaphor === null || named || hasAntecedent(tokens.slice(0, i), anaphor)) continue;
    found.push(anaphor);
    i = anaphor.to - 1;
  }
  return found;
}

function anaphorAt(tokens: readonly Token[], i: number): Anaphor | null {
  const token = tokens[i];
  if (token === undefined) return null;
  const one = (kind: Pointed): Anaphor => ({ from: i, to: i + 1, kind, noun: '', single: true });
  if (PERSON.test(token.plain)) return one('person');
  if (THING.test(token.plain)) return one('thing');
  if (PLACE.test(token.plain)) return one('place');
  // 该市, 该校: one word for the dictionary.
  const fused = /^[该此本这那](.)$/u.exec(token.plain)?.[1];
  const spelled = fused === undefined ? undefined : FUSED[fused];
  if (spelled !== undefined) return { from: i, to: i + 1, kind: spelled[0], noun: spelled[1], single: true };
  if (!POINTER.test(token.plain) || tokens[i + 1]?.plain === '不该') return null;
  return pointedAt(tokens, i);
}

/** 该公司, 这家外贸企业, 这款车: the noun follows at once, and no clause with 的 stands between. */
function pointedAt(tokens: readonly Token[], i: number): Anaphor | null {
  let to = i + 1;
  const classifier = tokens[to];
  if (classifier && classifiers.has(classifier.plain) && !pointedKinds.place.has(classifier.plain)) to++;
  let last = -1;
  for (let k = to; k < Math.min(tokens.length, to + 3); k++) {
    const noun = tokens[k];
    if (noun === undefined || (noun.kind !== 'noun' && noun.kind !== 'number')) break;
    // 这个体育馆|面积: what is asked of it is not of its name.
    if (last >= 0 && isAttribute(noun)) break;
    if (noun.kind === 'noun' || kindOfNoun(noun.plain) !== null) last = k;
    if (kindOfNoun(noun.plain) !== null) break;
  }
  const noun = tokens[last];
  if (noun === undefined) return null;
  const single = SINGLE.test(joinTokens(tokens.slice(i, Math.max(i + 1, to))));
  return { from: i, to: last + 1, kind: kindOfNoun(noun.plain) ?? 'thing', noun: noun.plain, single };
}

const FUSED: Readonly<Record<string, readonly [Pointed, string]>> = {
  市: ['place', '市'],
  县: ['place', '县'],
  省: ['place', '省'],
  区: ['place', '区'],
  州: ['place', '州'],
  镇: ['place', '镇'],
  国: ['place', '国'],
  地: ['place', ''],
  校: ['organisation', '学校'],
  院: ['organisation', '院'],
  厂: ['organisation', '厂'],
  店: ['organisation', '店'],
  企: ['organisation', '企业'],
  司: ['organisation', '公司'],
  行: ['organisation', '银行'],
  人: ['person', ''],
  书: ['thing', '书'],
  车: ['thing', '车'],
  片: ['thing', '片'],
  剧: ['thing', '剧'],
  股: ['thing', '股'],
};

/** What a noun names, where a demonstrative can point with it. */
export function kindOfNoun(noun: string): Pointed | null {
  if (pointedKinds.organisation.has(noun)) return 'organisation';
  if (pointedKinds.place.has(noun)) return 'place';
  return pointedKinds.person.has(noun) || attributeKinds.person.has(noun) ? 'person' : null;
}

/** Whether the question itself says before what is meant. */
function hasAntecedent(before: readonly Token[], { kind }: Anaphor): boolean {
  if (before.some(isName)) return true;
  const own = joinTokens(contentTokens(before.filter((token) => token.kind === 'noun')));
  if (kind === 'place') return own.length >= 6;
  if (kind !== 'person') return own.length > 0;
  return own.length >= 4 || before.some((token) => isPerson(token) || /^(?:谁|哪位)$/u.test(token.plain));
}

/** Whether the token names a person or says what one is. */
export function isPerson(token: Token): boolean {
  return token.kind === 'person' || kindOfNoun(token.plain) === 'person';
}

import { isFragment, subjectOf, type Conversation } from './conversation.js';
import { attributeKinds, classifiers, pointedKinds } from './lexicon.js';
import { contentTokens, possessor, trimEdges, withoutTimes } from './parse.js';
import { isName, joinTokens, tokenise, type Token, type TokenKind } from './tokens.js';

type Pointed = 'person' | 'place' | 'organisation' | 'thing';

/** A place in a question that points at something said before. */
interface Anaphor {
  readonly from: number;
  readonly to: number;
  readonly kind: Pointed;
  /** What it is called: 计划 of 这个计划; '' for a pronoun. */
  readonly noun: string;
}

export interface Resolved {
  readonly text: string;
  /** Something was found that points back. */
  readonly points: boolean;
  /** …and what it points at was put in its place. */
  readonly replaced: boolean;
}

const PERSON = /^(?:他|她|他们|她们|此人)$/u;
const THING = /^(?:它|它们|其|牠|祂|後者|后者|前者)$/u;
const PLACE = /^(?:当地|那里|那儿|那边|这里|这儿|此地|该地|这边|彼处)$/u;
const POINTER =
  /^(?:该|此|这|那|上述|前述|本|这个|那个|这家|那家|这位|那位|这项|那项|这种|这款|那款|这座|那座|这所|那所|这些|那些|这批|那批|这条|那条|这部|那部|这次|那次)$/u;

/** Replaces pronouns and demonstratives by what they refer to, in the last question, its answer, or those before. */
export function resolveAnaphora(text: string, conversation: Conversation): Resolved {
  const tokens = tokenise(text);
  const anaphors = anaphorsIn(tokens);
  let [out, at, replaced] = ['', 0, false];
  for (const anaphor of anaphors) {
    const referent = referentOf(anaphor, conversation);
    if (referent === null) continue;
    out += joinTokens(tokens.slice(at, anaphor.from));
    const next = tokens[anaphor.to];
    const owns = tokens[anaphor.from]?.plain === '其' && next !== undefined && /^(?:noun)$/.test(next.kind);
    out += owns ? `${referent}的` : referent;
    at = anaphor.to;
    replaced = true;
  }
  return { text: out + joinTokens(tokens.slice(at)), points: anaphors.length > 0, replaced };
}

function anaphorsIn(tokens: readonly Token[]): Anaphor[] {
  const found: Anaphor[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const anaphor = anaphorAt(tokens, i);
    // 卖猫抓板的那位店主: described, not pointed at.
    if (anaphor === null || tokens[i - 1]?.plain === '的' || hasAntecedent(tokens.slice(0, i), anaphor))
      continue;
    found.push(anaphor);
    i = anaphor.to - 1;
  }
  return found;
}

function anaphorAt(tokens: readonly Token[], i: number): Anaphor | null {
  const token = tokens[i];
  if (token === undefined) return null;
  const one = (kind: Pointed): Anaphor => ({ from: i, to: i + 1, kind, noun: '' });
  if (PERSON.test(token.plain)) return one('person');
  if (THING.test(token.plain)) return one('thing');
  if (PLACE.test(token.plain)) return one('place');
  // 该市, 该校: one word for the dictionary.
  const fused = /^[该此本这那](.)$/u.exec(token.plain)?.[1];
  const spelled = fused === undefined ? undefined : FUSED[fused];
  if (spelled !== undefined) return { from: i, to: i + 1, kind: spelled[0], noun: spelled[1] };
  if (!POINTER.test(token.plain) || tokens[i + 1]?.plain === '不该') return null;
  let to = i + 1;
  const classifier = tokens[to];
  if (classifier && classifiers.has(classifier.plain) && !pointedKinds.place.has(classifier.plain)) to++;
  // 该公司, 这家外贸企业: the noun follows at once, and no clause with 的 stands between.
  let last = -1;
  for (let k = to; k < Math.min(tokens.length, to + 3); k++) {
    const noun = tokens[k];
    if (noun === undefined || (noun.kind !== 'noun' && noun.kind !== 'number')) break;
    if (noun.kind === 'noun' || kindOfNoun(noun.plain) !== null) last = k;
    if (kindOfNoun(noun.plain) !== null) break;
  }
  const noun = tokens[last];
  if (noun === undefined) return null;
  // 那家中东起家的快递公司: described, not pointed at.
  const described = tokens.slice(last + 1, last + 4).some((token) => token.plain === '的');
  if (described && kindOfNoun(noun.plain) === null) return null;
  return { from: i, to: last + 1, kind: kindOfNoun(noun.plain) ?? 'thing', noun: noun.plain };
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
  人: ['person', ''],
  书: ['thing', '书'],
};

function kindOfNoun(noun: string): Pointed | null {
  if (pointedKinds.organisation.has(noun)) return 'organisation';
  if (pointedKinds.place.has(noun)) return 'place';
  return pointedKinds.person.has(noun) || attributeKinds.person.has(noun) ? 'person' : null;
}

/** Whether the question itself says before what is meant. */
function hasAntecedent(before: readonly Token[], { kind }: Anaphor): boolean {
  const named = before.filter((token) => isName(token));
  if (kind === 'person') return before.some((token) => isName(token) || kindOfNoun(token.plain) === 'person');
  if (kind === 'place') return named.length > 0;
  return contentTokens(before).length > 0;
}

/** What is meant, as it was written; null when nothing fits. */
function referentOf(anaphor: Anaphor, conversation: Conversation): string | null {
  for (let at: Conversation | null = conversation; at !== null; at = at.before) {
    const found = referentIn(anaphor, at);
    if (found !== null) return found;
  }
  // 这通电话: a thing by a name that was not used has no referent to put in its place.
  return anaphor.kind === 'thing' && anaphor.noun !== '' ? null : subjectText(conversation);
}

function referentIn({ kind, noun }: Anaphor, at: Conversation): string | null {
  const wanted = new RegExp(askedFor[kind], 'u').test(at.question.text);
  // 创始人是谁: the answer is no organisation.
  const asked =
    wanted &&
    !(kind === 'organisation' && at.question.topic.some((token) => kindOfNoun(token.plain) === 'person'));
  if (kind === 'thing') return noun === '' ? subjectText(at) : calledSo(noun, at);
  if (asked && kind !== 'person' && isFragment(at.answer)) {
    const answer = answered(kind, at, asked);
    if (answer !== null) return answer;
  }
  const named = noun === '' ? null : calledSo(noun, at);
  if (named !== null) return named;
  const inQuestion = mention(kind, at.question.tokens) ?? (kind === 'place' ? placeSubject(at) : null);
  const inAnswer = answered(kind, at, asked);
  // 厂长给谁打了电话: the answer is another; 厂长是谁: the answer is the one that is spoken of.
  const isAbout = kind !== 'person' || /是[谁誰]|[谁誰]是|叫什|叫甚|哪位/u.test(at.question.text);
  return asked && isAbout ? (inAnswer ?? inQuestion) : (inQuestion ?? inAnswer);
}

/** A subject that ends as names of places do, where the dictionary does not know it: 伊爾庫茨克州. */
function placeSubject(at: Conversation): string | null {
  const subject = subjectText(at);
  return subject !== null && subject.length <= 12 && /[州省市县縣区區镇鎮国國岛島]$/u.test(subject)
    ? subject
    : null;
}

/** Question words that an answer of the kind answers. */
const askedFor: Readonly<Record<Pointed, string>> = {
  person: '谁|誰|哪位|什么人|什麼人|叫什么|叫什麼',
  place:
    '哪[里裡儿兒国國座]|哪个[国城省市县地]|哪個[國城省市縣地]|什么地方|什麼地方|何[地处處]|终点|終點|首站',
  organisation: '谁|誰|哪[家所]|哪个[公机部单]|哪個[公機部單]|什么[公机单平]|叫什么|叫什麼',
  thing: '什么|什麼|哪',
};

function answered(kind: Pointed, at: Conversation, asked: boolean): string | null {
  const found = mention(kind, at.answerTokens);
  if (asked && isFragment(at.answer)) {
    const whole = at.answer.replace(/^(?:是|为|在|叫|由)/u, '').replace(/[。.！!，,]+$/u, '');
    if (whole.length <= 20 && !/[,，。；;]/u.test(whole)) return whole;
  }
  return found;
}

const PERSON_NOUN =
  /^(?:卖家|店主|老板|作家|诗人|导演|演员|选手|专家|记者|商人|厂长|主播|读者|村民|工程师|律师|民警)$/u;

/** The first mention of the kind; a place before an answer's end is as good as any. */
function mention(kind: Pointed, tokens: readonly Token[]): string | null {
  const exact = tokens.find((token) => token.kind === kind);
  if (exact) return exact.text;
  if (kind === 'person') {
    // 卖家叶知秋, 沈若宁是…: an unknown name after what the person is, or as the subject.
    const named = tokens.find(
      (token, i) =>
        token.kind === 'name' &&
        /^\p{Script=Han}{2,4}$/u.test(token.plain) &&
        tokens[i + 1]?.plain !== '的' &&
        (i === 0 || PERSON_NOUN.test(tokens[i - 1]?.plain ?? '')),
    );
    if (named) return named.text;
    const noun = tokens.findIndex((token) => kindOfNoun(token.plain) === 'person');
    if (noun < 0 || tokens.slice(0, noun).some((token) => token.kind === 'question')) return null;
    const start = tokens
      .slice(0, noun)
      .findLastIndex((token) => token.kind === 'mark' || token.kind === 'verb');
    const phrase = joinTokens(withoutTimes(tokens.slice(start + 1, noun + 1)));
    return phrase.length >= 2 ? phrase : null;
  }
  const loose: Partial<Record<Pointed, readonly TokenKind[]>> = {
    place: ['name', 'person'],
    organisation: ['name'],
  };
  const name = tokens.find(
    (token) =>
      loose[kind]?.includes(token.kind) === true &&
      !/^[“"《「\d]/u.test(token.text) &&
      !/[万亿人]$/u.test(token.plain),
  );
  return name ? name.text : null;
}

/** What was called by the noun: 稳舱计划 for 这个计划, 青屿海事职业学院 for 那家学校. */
function calledSo(noun: string, at: Conversation): string | null {
  const kin = /^(?:学校|学院|大学)$/u.test(noun) ? ['学院', '大学', '学校', '中学', '小学'] : [noun];
  for (const tokens of [at.question.tokens, at.answerTokens]) {
    const end = tokens.findIndex(({ plain }) => kin.some((word) => bare(plain).endsWith(word)));
    const token = tokens[end];
    if (token === undefined) continue;
    if (bare(token.plain).length > noun.length + 1 && token.kind !== 'noun') return token.text;
    let start = end;
    while (start > 0 && end - start < 4) {
      const before = tokens[start - 1];
      if (before === undefined || !(isName(before) || before.kind === 'noun')) break;
      start--;
    }
    if (start < end) return joinTokens(trimEdges(tokens.slice(start, end + 1)));
  }
  return null;
}

function bare(plain: string): string {
  return plain.replace(/[“”"《》「」『』]/gu, '');
}

/** The subject of a question, as a name for it. */
function subjectText(at: Conversation): string | null {
  const tokens = withoutTimes(possessor(withoutTimes(subjectOf(at))));
  const text = joinTokens(tokens);
  return text === '' || text.length > 60 ? null : text;
}

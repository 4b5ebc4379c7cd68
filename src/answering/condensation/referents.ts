import { anaphorsIn, isPerson, kindOfNoun, type Anaphor, type Pointed } from './anaphors.js';
import { isFragment, type Conversation } from './conversation.js';
import { withListed } from './lists.js';
import { trimEdges, withoutTimes } from './parse.js';
import { subjectText } from './phrases.js';
import { isName, isSureName, joinTokens, type Token } from './token.js';
import { tokenise } from './tokenise.js';

export interface Resolved {
  readonly text: string;
  /** Something was found that points back. */
  readonly points: boolean;
  /** …and what it points at was put in its place. */
  readonly replaced: boolean;
}

/** Replaces pronouns and demonstratives by what they refer to, in the last question, its answer, or those before. */
export function resolveReferents(text: string, conversation: Conversation): Resolved {
  const listed = withListed(text, conversation);
  if (listed !== null) return { text: listed, points: true, replaced: true };
  const tokens = tokenise(text);
  const anaphors = anaphorsIn(tokens);
  let [out, at, replaced] = ['', 0, false];
  for (const anaphor of anaphors) {
    const referent = referentOf(anaphor, conversation);
    if (referent === null) continue;
    out += joinTokens(tokens.slice(at, anaphor.from));
    const next = tokens[anaphor.to];
    const owns = tokens[anaphor.from]?.plain === '其' && next?.kind === 'noun';
    out += owns ? `${referent}的` : referent;
    at = anaphor.to;
    replaced = true;
  }
  return { text: out + joinTokens(tokens.slice(at)), points: anaphors.length > 0, replaced };
}

/** What is meant, as it was written; null when nothing fits. */
function referentOf(anaphor: Anaphor, conversation: Conversation): string | null {
  for (let at: Conversation | null = conversation; at !== null; at = at.before) {
    const found = referentIn(anaphor, at);
    if (found !== null) return found;
  }
  const subject = subjectText(conversation);
  if (anaphor.kind !== 'thing' || anaphor.noun === '') return subject;
  // 这款车 after 极石01; but 这通电话, 这批货: no name of it was said.
  const named = subject !== null && subject.length <= 20 && tokenise(subject).some(isName);
  return anaphor.single && named ? subject : null;
}

function referentIn(anaphor: Anaphor, at: Conversation): string | null {
  const { kind, noun } = anaphor;
  const chosen = noun === '' ? null : chosenIn(noun, at);
  if (chosen !== null) return chosen;
  if (kind === 'thing') return noun === '' ? subjectText(at) : calledSo(noun, at);
  const asked = asksFor(kind, at);
  if (asked && kind !== 'person' && isFragment(at.answer)) {
    const answer = answered(kind, at, asked);
    if (answer !== null) return answer;
  }
  const named = noun === '' ? null : calledSo(noun, at);
  if (named !== null) return named;
  const inQuestion = (kind === 'place' ? placeSubject(at) : null) ?? mention(kind, at.question.tokens);
  const inAnswer = answered(kind, at, asked);
  // 厂长给谁打了电话: the answer is another; 厂长是谁: the answer is the one that is spoken of.
  const isAbout =
    kind !== 'person' ||
    !at.question.topic.some(isPerson) ||
    /是[谁誰]|[谁誰]是|叫什|叫甚|哪位/u.test(at.question.text);
  return asked && isAbout ? (inAnswer ?? inQuestion) : (inQuestion ?? inAnswer);
}

/** Whether the question asked for something of the kind. */
function asksFor(kind: Pointed, { question }: Conversation): boolean {
  if (!new RegExp(askedFor[kind], 'u').test(question.text)) return false;
  // 火锅店叫什么: no person.
  if (kind === 'person' && !/[谁誰]|哪位|什[么麼]人/u.test(question.text) && !question.topic.some(isPerson))
    return false;
  // 创始人是谁: the answer is no organisation.
  return !(kind === 'organisation' && question.topic.some((token) => kindOfNoun(token.plain) === 'person'));
}

/** Question words that an answer of the kind answers. */
const askedFor: Readonly<Record<Pointed, string>> = {
  person: '谁|誰|哪位|什么人|什麼人|叫什么|叫什麼',
  place:
    '哪[里裡儿兒国國座]|哪个[国城省市县地]|哪個[國城省市縣地]|什么地方|什麼地方|何[地处處]|终点|終點|首站',
  organisation: '谁|誰|哪[家所]|哪个[公机部单]|哪個[公機部單]|什么[公机单平]|叫什么|叫什麼',
  thing: '什么|什麼|哪',
};

/** A subject that ends as names of places do, where the dictionary does not know it: 伊爾庫茨克州. */
function placeSubject(at: Conversation): string | null {
  const subject = subjectText(at);
  return subject !== null && subject.length <= 12 && /[州省市县縣区區镇鎮国國岛島]$/u.test(subject)
    ? subject
    : null;
}

function answered(kind: Pointed, at: Conversation, asked: boolean): string | null {
  return (asked ? wholeAnswer(at) : null) ?? mention(kind, at.answerTokens);
}

/** An answer that is but a name; null for one that says something. */
function wholeAnswer({ answer, answerTokens }: Conversation): string | null {
  if (!isFragment(answer)) return null;
  const whole = answer.replace(/^(?:是|为|在|叫|由)/u, '').replace(/[。.！!，,]+$/u, '');
  const says =
    answerTokens[0]?.kind === 'other' || answerTokens.slice(1, -2).some(({ kind }) => kind === 'verb');
  return whole.length <= 20 && !says && !/[,，。；;]/u.test(whole) ? whole : null;
}

/** The first mention of the kind. */
function mention(kind: Pointed, tokens: readonly Token[]): string | null {
  const exact = tokens.find((token) => token.kind === kind);
  if (exact) return exact.text;
  if (kind === 'person') return personIn(tokens);
  const name = tokens.find(
    (token) =>
      (token.kind === 'name' || (kind === 'place' && token.kind === 'person')) &&
      (kind === 'place' || kind === 'organisation') &&
      !/^[“"《「\d]/u.test(token.text) &&
      !/[万亿人]$/u.test(token.plain),
  );
  return name ? name.text : null;
}

/** 卖家|叶知秋, or 沈若宁 as the subject: an unknown name; else a person by what they are: 做代购的店主. */
function personIn(tokens: readonly Token[]): string | null {
  const named = tokens.find(
    (token, i) =>
      token.kind === 'name' &&
      /^\p{Script=Han}{2,4}$/u.test(token.plain) &&
      (i === 0 ? tokens[1]?.plain !== '的' : kindOfNoun(tokens[i - 1]?.plain ?? '') === 'person'),
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

/** The name in the answer to 推出什么芯片 or 哪家银行, for 这款芯片 or 该银行. */
function chosenIn(noun: string, at: Conversation): string | null {
  const { question, answerTokens } = at;
  const asked = question.tokens[question.asks + 1];
  if (question.asks < 0 || !asked?.plain.endsWith(noun)) return null;
  const whole = wholeAnswer(at);
  if (whole !== null) return whole;
  const name = answerTokens.find((token) => isName(token) && !question.text.includes(token.text));
  return name === undefined ? null : name.text;
}

/** What was called by the noun: 稳舱计划 for 这个计划, 青屿海事职业学院 for 那家学校, ……产业园 for 这个园区. */
function calledSo(noun: string, at: Conversation): string | null {
  // 池子 means 污水处理池.
  const short = /^.{1,3}子$/u.test(noun) ? [noun, noun.slice(0, -1)] : [noun];
  const kin = KIN.find((words) => words.includes(noun)) ?? short;
  const bears = ({ plain }: Token): boolean => kin.some((word) => bare(plain).endsWith(word));
  const sources = [at.question.tokens, at.answerTokens];
  const name = sources
    .flat()
    .find((token) => bears(token) && bare(token.plain).length > noun.length + 1 && token.kind !== 'noun');
  if (name) return name.text;
  for (const tokens of sources) {
    const end = tokens.findIndex(bears);
    let start = end;
    while (start > 0 && end - start < 4) {
      const before = tokens[start - 1];
      if (before === undefined || !(isSureName(before) || before.kind === 'noun')) break;
      start--;
    }
    if (start < end) return joinTokens(trimEdges(tokens.slice(start, end + 1)));
  }
  return null;
}

/** Nouns of which one points at what bears another. */
const KIN = [
  ['学校', '学院', '大学', '中学', '小学'],
  ['园区', '产业园', '工业园', '科技园', '物流园', '园', '产业园区'],
  ['公司', '股份', '集团', '科技', '企业'],
  ['企业', '公司', '股份', '集团', '科技', '厂'],
  ['银行', '农商行', '行'],
  ['机构', '协会', '委员会', '研究院', '中心', '基金会'],
  ['活动', '啤酒节', '节', '展览会', '博览会', '大会', '论坛', '比赛', '赛'],
  ['会议', '大会', '峰会', '论坛', '会'],
  ['车', '汽车'],
  ['地方', '市', '县', '区', '镇', '州', '省', '岛', '村'],
  ['城市', '市'],
  ['项目', '工程', '园', '电站', '中心'],
  ['政策', '措施', '办法', '条例', '规定', '通知', '意见'],
];

function bare(plain: string): string {
  return plain.replace(/[“”"《》「」『』]/gu, '');
}

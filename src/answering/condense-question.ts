import type { Turn } from '../domain/question.js';
import { IMPERATIVE, complete, lacking, whyQuestion, withCarriedTime } from './condensation/completion.js';
import { answerAfter, conversationOf, type Conversation } from './condensation/conversation.js';
import { freshPart, withoutSwap } from './condensation/fresh.js';
import { classifiers, smallTalk } from './condensation/lexicon.js';
import { asQuestion, askedPart, parseQuestion, withoutLead } from './condensation/parse.js';
import { figureOf, statementOf, subjectOf } from './condensation/phrases.js';
import { resolveReferents } from './condensation/referents.js';
import { inScript, scriptOf, traditionalTail } from './condensation/script.js';
import { ownQuestion, substitute } from './condensation/substitution.js';
import { isSureName, joinTokens } from './condensation/token.js';
import { plainText, tokenise } from './condensation/tokenise.js';

/** Longest standalone question, in UTF-16 units. */
export const maxStandaloneLength = 300;
/** Turns of the user that are looked back at. */
const maxTurns = 6;
/** A turn's question is looked at so far; longer ones are complete anyway. */
const maxTurnQuestion = 150;
/** Longer questions are left as they are. */
const maxQuestion = 200;

/**
 * A follow-up as a question that stands by itself, for search and reading: `那手机行业呢？` after
 * `618期间拼多多美妆行业同比增长多少？` is `618期间拼多多手机行业同比增长多少？`. Pronouns are replaced by what they refer
 * to; a subject, time and place that the question lacks are taken from the conversation. A question that is complete
 * stays as it is, character for character, and so does any for which the conversation has nothing.
 *
 * Without a model: closed classes of words and the shape of the two questions. In the script of the question, at most
 * `maxStandaloneLength` characters unless it is the question itself. Linear in the question; of the history only the
 * last turns are looked at, each to a fixed length.
 */
export function condenseQuestion(question: string, history: readonly Turn[]): string {
  if (question.trim() === '' || question.length > maxQuestion) return question;
  const script = scriptOf(question);
  const conversation = conversationIn(history, script);
  return conversation === null ? question : standalone(question, conversation);
}

/** What has been said, each question made standalone by those before it. */
function conversationIn(
  history: readonly Turn[],
  script: 'traditional' | 'simplified' | null,
): Conversation | null {
  const asked: number[] = [];
  for (let i = history.length - 1; i >= 0 && asked.length < maxTurns; i--) {
    const turn = history[i];
    if (turn?.role === 'user' && saysSomething(turn.content)) asked.unshift(i);
  }
  let conversation: Conversation | null = null;
  for (const index of asked) {
    const text = inScript(askedPart(history[index]?.content ?? '', maxTurnQuestion), script);
    const full = conversation === null ? text : standalone(text, conversation);
    const parsed = parseQuestion(withoutLead(full, isDemonstrative));
    const answer = inScript(answerAfter(history, index), script);
    conversation = conversationOf(parsed, answer, conversation);
  }
  return conversation;
}

function saysSomething(content: string): boolean {
  const plain = plainText(content.slice(0, 2000)).replace(/[^\p{L}\p{N}]/gu, '');
  return plain !== '' && !smallTalk.has(plain);
}

/** Whether what follows 那 makes it 那家…, 那里: no particle. */
function isDemonstrative(rest: string): boolean {
  return [...classifiers].some((word) => rest.startsWith(word)) || /^[一二两三几]/u.test(rest);
}

const ENGLISH = /^\s*(?:(?:and|but) )?(?:what|how) about ([^?？]{1,30})[?？]?\s*$/iu;

function standalone(question: string, conversation: Conversation): string {
  const script = scriptOf(question);
  const text = withoutLead(question.replace(ENGLISH, '$1呢？'), isDemonstrative);
  if (!saysSomething(text)) return question;
  const found = rewritten(text, conversation);
  if (found === null) return question;
  const whole = (/[?？]/u.test(found) ? found : asQuestion(found, '？')).trim();
  const result = script === 'traditional' ? traditionalTail(whole) : whole;
  return result === '' || result.length > maxStandaloneLength ? question : result;
}

/** Begins by pointing back, whatever at. */
const POINTS = /^(?:这(?:些|个|种|项|批|次|家|座|场|款|条)|该|此(?!外)|上述|前述|那些|那批)/u;

/** Null where the question stays as it is. */
function rewritten(text: string, conversation: Conversation): string | null {
  if (IMPERATIVE.test(plainText(withoutSwap(text)))) return null;
  const why = whyQuestion(plainText(text), conversation);
  if (why !== null) return why;
  const resolved = resolveReferents(text, conversation);
  const current = resolved.text;
  const fresh = freshPart(current, conversation);
  if (fresh !== null) {
    const owns = resolved.replaced && fresh.rest === '' && fresh.tokens.some((token) => token.plain === '的');
    if (owns) return ownQuestion(fresh.tokens);
    const whole = substitute(fresh.tokens, fresh.asksOn ? fresh.rest : '', conversation);
    return whole === null || fresh.asksOn ? whole : asQuestion(whole, '？') + fresh.rest;
  }
  if (resolved.replaced) return withCarriedTime(current, conversation);
  if (resolved.points || POINTS.test(plainText(current))) return pointedWith(current, conversation);
  if (/^[这這那]/u.test(current) && /^(?:是|算|有|说|說|对|對|会|會)/u.test(current.slice(1))) {
    const said = joinTokens(statementOf(conversation.question));
    return said === '' ? null : `${said}${current.slice(1)}`;
  }
  const parsed = parseQuestion(current);
  const lack = lacking(parsed, plainText(current).replace(/[?？。！!\s]+$/u, ''), conversation);
  return lack === null ? null : complete(parsed, current, lack, conversation);
}

/**
 * 这通电话花了多少钱: what it points at has no name; the subject of the conversation says which. Null where the question
 * names itself what it speaks of: 这次海河流域洪水.
 */
function pointedWith(text: string, conversation: Conversation): string | null {
  if (tokenise(text).some(isSureName)) return null;
  const subject = joinTokens(figureOf(conversation.question)) || joinTokens(subjectOf(conversation));
  return subject === '' ? null : `${subject}，${text}`;
}

import type { Turn } from '../domain/question.js';
import { complete, dependsOn, whyQuestion, withCarriedTime } from './condensation/completion.js';
import {
  answerAfter,
  conversationOf,
  statementOf,
  subjectOf,
  type Conversation,
} from './condensation/conversation.js';
import { classifiers, smallTalk } from './condensation/lexicon.js';
import { asQuestion, askedPart, parseQuestion, withoutLead } from './condensation/parse.js';
import { resolveAnaphora } from './condensation/referents.js';
import { inScript, scriptOf } from './condensation/script.js';
import { ownQuestion, slotFor, substitute } from './condensation/substitution.js';
import { joinTokens, plainText, tokenise, type Token } from './condensation/tokens.js';

/** Longest standalone question, in UTF-16 units. */
export const maxStandaloneLength = 300;
/** Turns of the user that are looked back at. */
const maxTurns = 6;
/** A turn's question is looked at so far; longer ones are complete anyway. */
const maxTurnQuestion = 150;
/** Longer questions are left as they are. */
const maxQuestion = 200;
/** Longest X of `X呢？`, in characters. */
const maxFresh = 24;

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
  if (conversation === null) return question;
  return standalone(question, conversation);
}

/** What has been said, each question made standalone by those before it. */
function conversationIn(
  history: readonly Turn[],
  script: 'traditional' | 'simplified' | null,
): Conversation | null {
  const asked = history
    .map((turn, index) => ({ ...turn, index }))
    .filter(({ role, content }) => role === 'user' && saysSomething(content))
    .slice(-maxTurns);
  let conversation: Conversation | null = null;
  for (const { content, index } of asked) {
    const text = inScript(askedPart(content, maxTurnQuestion), script);
    const full = conversation === null ? text : standalone(text, conversation);
    const parsed = parseQuestion(withoutLead(full, isDemonstrative));
    conversation = conversationOf(parsed, inScript(answerAfter(history, index), script), conversation);
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

function standalone(question: string, conversation: Conversation): string {
  const script = scriptOf(question);
  const text = withoutLead(question.replace(ENGLISH, '$1呢？'), isDemonstrative);
  if (!saysSomething(text)) return question;
  const found = rewritten(text, conversation);
  if (found === null) return question;
  const mark = /[?？]/u.test(found) ? '' : '？';
  const whole = (mark === '' ? found : asQuestion(found, mark)).trim();
  const result = script === 'traditional' ? traditionalTail(whole) : whole;
  return result === '' || result.length > maxStandaloneLength ? question : result;
}

const ENGLISH = /^\s*(?:(?:and|but) )?(?:what|how) about ([^?？]{1,30})[?？]?\s*$/iu;

/** What this module itself puts into a question, in traditional characters. */
function traditionalTail(text: string): string {
  return text
    .replace(/是谁/gu, '是誰')
    .replace(/什么/gu, '什麼')
    .replace(/时候/gu, '時候')
    .replace(/哪里/gu, '哪裡')
    .replace(/这样/gu, '這樣')
    .replace(/为什/gu, '為什');
}

/** Begins by pointing back, whatever at. */
const POINTS = /^(?:这(?:些|个|种|项|批|次|家|座|场|款|条)|该|此(?!外)|上述|前述|那些|那批)/u;

/** Null where the question stays as it is. */
function rewritten(text: string, conversation: Conversation): string | null {
  const why = whyQuestion(plainText(text), conversation);
  if (why !== null) return why;
  const resolved = resolveAnaphora(text, conversation);
  const current = resolved.text;
  const fresh = freshPart(current, conversation);
  if (fresh !== null) {
    const owns = resolved.replaced && fresh.rest === '' && fresh.tokens.some((token) => token.plain === '的');
    const whole = owns
      ? ownQuestion(fresh.tokens)
      : substitute(fresh.tokens, fresh.asksOn ? fresh.rest : '', conversation);
    if (whole === null) return null;
    return fresh.asksOn ? whole : asQuestion(whole, '？') + fresh.rest;
  }
  const parsed = parseQuestion(current);
  if (resolved.replaced) return withCarriedTime(current, parsed.tokens, conversation);
  if (resolved.points || POINTS.test(plainText(current))) {
    // 这通电话花了多少钱: what it points at has no name; the subject of the conversation says which.
    const subject = joinTokens(subjectOf(conversation));
    return subject === '' ? null : `${subject}，${current}`;
  }
  if (/^[这這那]/u.test(current) && /^(?:是|算|有|说|說|对|對|会|會)/u.test(current.slice(1))) {
    const subject = joinTokens(statementOf(conversation.question));
    return subject === '' ? null : `${subject}${current.slice(1)}`;
  }
  if (!dependsOn(parsed, plainText(current).replace(/[?？。！!\s]+$/u, ''), conversation)) return null;
  return complete(parsed, current, conversation);
}

interface Fresh {
  readonly tokens: readonly Token[];
  /** What follows 呢. */
  readonly rest: string;
  /** Whether the rest asks. */
  readonly asksOn: boolean;
}

/** X of `X呢？`, or of a bare `2023年？` where the last question has something of the kind; null for other questions. */
function freshPart(text: string, conversation: Conversation): Fresh | null {
  const match = /^([^?？。！!呢]{1,60})呢[?？。，,！!~～\s]*(.*)$/su.exec(text);
  const written = match?.[1] ?? '';
  const rest = (match?.[2] ?? '').trim();
  if (match && written.length <= maxFresh) {
    const tokens = trim(tokenise(written.replace(/^[那而](?![家个個座位款里裡些])/u, '')));
    if (tokens.some((token) => token.kind === 'question') || tokens.length === 0) return null;
    return { tokens, rest, asksOn: tokenise(rest).some((token) => token.kind === 'question') };
  }
  if (text.length > 14) return null;
  const tokens = trim(tokenise(text));
  const bare = tokens.filter((token) => token.kind !== 'time');
  const isKnown = bare.length === 0 || (bare.length <= 2 && slotFor(bare, conversation.question) !== null);
  if (tokens.length === 0 || tokens.some((token) => !BARE.has(token.kind)) || !isKnown) return null;
  return { tokens, rest: '', asksOn: false };
}

const BARE: ReadonlySet<string> = new Set(['time', 'place', 'organisation', 'code', 'name', 'noun']);

function trim(tokens: readonly Token[]): Token[] {
  const kept = [...tokens];
  while (kept.at(-1)?.kind === 'mark' && !/[”"》」]/u.test(kept.at(-1)?.text ?? '')) kept.pop();
  while (kept[0]?.kind === 'mark') kept.shift();
  return kept;
}

import type { Answer, AnswerSentence } from '../../domain/answer.js';
import type { Citation } from '../../domain/citation.js';
import { locales, message, type Locale } from '../../messages/index.js';

/** What of an answer a chat client shows, and where in it sources are cited. */
export interface ChatText {
  /** In the order of the text, which they make up. */
  readonly pieces: readonly string[];
  readonly annotations: readonly UrlCitation[];
  readonly citations: readonly Citation[];
}

/** Indices count UTF-16 units into the text, as everywhere here. */
export interface UrlCitation {
  readonly type: 'url_citation';
  readonly url_citation: {
    readonly url: string;
    readonly title: string;
    readonly start_index: number;
    readonly end_index: number;
  };
}

/**
 * An answer as text with annotations: each sentence is annotated with the pages of its quotes and says where it is not
 * wholly borne out, notices follow; a refusal names the nearest articles, which are annotated too.
 * @param base address of the service, for links within it
 */
export function chatTextOf(answer: Answer, base: string, locale: Locale): ChatText {
  return answer.refusal ? refusalText(answer.refusal, base, locale) : answerText(answer, base, locale);
}

function answerText({ sentences, citations, notices }: Answer, base: string, locale: Locale): ChatText {
  const byNumber = new Map(citations.map((citation) => [citation.number, citation]));
  const pieces: string[] = [];
  const annotations: UrlCitation[] = [];
  let length = 0;
  for (const { text, support, citations: numbers } of sentences) {
    for (const number of numbers) {
      const citation = byNumber.get(number);
      if (citation) annotations.push(annotationOf(citation, base, length, length + text.length));
    }
    const marks = numbers.map((number) => `[${number}]`).join('');
    const piece = text + marks + supportMark(support, locale);
    pieces.push(piece);
    length += piece.length;
  }
  pieces.push(...notices.map((notice) => noticeStart + notice.message));
  return { pieces, annotations, citations };
}

/** Clients show nothing of an answer but its text: what no article bears out must say so there. */
function supportMark(support: AnswerSentence['support'], locale: Locale): string {
  return support === 'supported' ? '' : message(locale, `answer.mark-${support}`);
}

/** A paragraph of its own, set apart as Markdown does. */
const noticeStart = '\n\n> ';

/** What an assistant said in an answer as clients send it back, without what {@link chatTextOf} says of the answer. */
export function withoutRemarks(content: string): string {
  const end = content.indexOf(noticeStart);
  return supportMarks.reduce(
    (text, mark) => text.replaceAll(mark, ''),
    end < 0 ? content : content.slice(0, end),
  );
}

const supportMarks = locales.flatMap((locale) =>
  (['partial', 'unsupported'] as const).map((support) => supportMark(support, locale)),
);

function refusalText(refusal: NonNullable<Answer['refusal']>, base: string, locale: Locale): ChatText {
  const pieces = [refusal.message];
  const annotations: UrlCitation[] = [];
  let length = refusal.message.length;
  for (const citation of refusal.nearest) {
    const { title, source, publishedAt } = citation;
    const facts = [source, publishedAt]
      .filter((fact) => fact !== null)
      .join(message(locale, 'list.separator'));
    const start = length + '\n- '.length;
    const piece = `\n- ${title}${facts === '' ? '' : ` (${facts})`}`;
    annotations.push(annotationOf(citation, base, start, start + title.length));
    pieces.push(piece);
    length += piece.length;
  }
  return { pieces, annotations, citations: refusal.nearest };
}

function annotationOf({ href, title }: Citation, base: string, start: number, end: number): UrlCitation {
  const url = new URL(href, base).href;
  return { type: 'url_citation', url_citation: { url, title, start_index: start, end_index: end } };
}

/** Fields that completion and chunks share. `created` in seconds since 1970. */
export interface CompletionHead {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

/** Tokens as the language model's server counted them; 0 where none was asked: there are none to count. */
function usageOf({ usage }: Answer): object {
  const { inputTokens = 0, outputTokens = 0 } = usage ?? {};
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
  };
}

/** What is ours beside OpenAI's fields. */
function ownFields({ answered, confidence, shortAnswer, notices }: Answer, { citations }: ChatText): object {
  return { citations, answered, confidence, shortAnswer, notices };
}

/** A `chat.completion`. */
export function completionOf(head: CompletionHead, answer: Answer, text: ChatText): object {
  const content = text.pieces.join('');
  return {
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null, annotations: text.annotations },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: usageOf(answer),
    ...ownFields(answer, text),
  };
}

/** The `chat.completion.chunk`s that say an answer; annotations and our own fields come with the last. */
export function chunksOf(
  head: CompletionHead,
  answer: Answer,
  text: ChatText,
  includeUsage: boolean,
): object[] {
  const chunks = text.pieces.map((content) => chunkOf(head, { content }));
  const last = { ...chunkOf(head, { annotations: text.annotations }, 'stop'), ...ownFields(answer, text) };
  const usage = { ...chunkOf(head, {}), choices: [], usage: usageOf(answer) };
  return [...chunks, last, ...(includeUsage ? [usage] : [])];
}

/** One `chat.completion.chunk`. */
export function chunkOf(head: CompletionHead, delta: object, finish: 'stop' | null = null): object {
  return {
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  };
}

import {
  plainText,
  type AnswerParts,
  type Sentence,
  type Source,
  type StreamEvent,
  type WholeAnswer,
} from './answer.js';

/**
 * What a service sent, as types that the rest of the widget trusts. Whatever is missing or of another kind becomes
 * empty or is left out: a strange answer must never break the page that it is shown on.
 */
type Fields = Readonly<Record<string, unknown>>;

const maxText = 20_000;
const maxItems = 100;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** JSON, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? plainText(value.slice(0, maxText)) : '';
}

const textOrNull = (value: unknown): string | null => textOf(value) || null;

export function listOf<T>(value: unknown, read: (item: unknown) => T | null): T[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, maxItems).flatMap((item: unknown) => read(item) ?? []);
}

const wholeNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;

/** An event of the stream by its name; null for one that is not known or cannot be read. */
export function readEvent(name: string, data: string): StreamEvent | null {
  const parsed = parseJson(data);
  if (parsed === undefined) return null;
  const fields = fieldsOf(parsed);
  switch (name) {
    case 'meta':
      return { type: 'meta', id: textOf(fields.id) };
    case 'sources':
      return { type: 'sources', sources: listOf(fields.citations, readCitation) };
    case 'delta': {
      const sentence = readSentence(fields.sentence);
      return sentence && { type: 'delta', sentence };
    }
    case 'replace':
      // The answer so far, by itself or under `answer`; in a whole answer that field is its text.
      return {
        type: 'replace',
        answer: readParts(typeof fields.answer === 'object' ? fieldsOf(fields.answer) : fields),
      };
    case 'done':
      return { type: 'done', answer: readAnswer(fields) };
    case 'error':
      return { type: 'error', ...readError(fields) };
    default:
      return null;
  }
}

/** Of an error event or an error response. Its message is not shown: the widget has words of its own. */
export function readError(fields: Fields): { code: string; requestId: string } {
  return { code: textOf(fields.code), requestId: textOf(fields.requestId) };
}

/** The body of a whole answer. */
export function readAnswer(fields: Fields): WholeAnswer {
  const refusal = fieldsOf(fields.refusal);
  return {
    ...readParts(fields),
    id: textOf(fields.id),
    refusal:
      fields.answered === true
        ? null
        : { message: textOf(refusal.message), nearest: listOf(refusal.nearest, readCitation) },
    notices: listOf(fields.notices, (notice) => textOrNull(fieldsOf(notice).message)),
    isGenerated: fields.mode === 'generated' && fields.answered === true,
  };
}

function readParts(fields: Fields): AnswerParts {
  return {
    sources: listOf(fields.citations, readCitation),
    shortAnswer: textOrNull(fields.shortAnswer),
    sentences: listOf(fields.sentences, readSentence),
  };
}

/** A sentence without text is none. */
export function readSentence(value: unknown): Sentence | null {
  const fields = fieldsOf(value);
  const text = textOf(fields.text);
  if (text.trim() === '') return null;
  const support =
    fields.support === 'partial' || fields.support === 'supported' ? fields.support : 'unsupported';
  return { text, support, citations: listOf(fields.citations, wholeNumber) };
}

function readCitation(value: unknown): Source | null {
  const fields = fieldsOf(value);
  const number = wholeNumber(fields.number);
  if (number === null) return null;
  // Before anything is taken out of the quote: the offsets are those of the article.
  const raw = typeof fields.quote === 'string' ? fields.quote.slice(0, maxText) : '';
  const from = wholeNumber(fields.sourceStart);
  const start = wholeNumber(fields.answerStart);
  const end = wholeNumber(fields.answerEnd);
  const within =
    from !== null &&
    start !== null &&
    end !== null &&
    from <= start &&
    start < end &&
    end - from <= raw.length;
  const lengthTo = (offset: number): number => plainText(raw.slice(0, offset)).length;
  return {
    number,
    articleId: textOf(fields.articleId),
    title: textOf(fields.title),
    url: textOrNull(fields.url),
    source: textOrNull(fields.source),
    author: textOrNull(fields.author),
    publishedAt: textOrNull(fields.publishedAt),
    repaired: fields.repaired === true,
    href: textOf(fields.href),
    quote: plainText(raw),
    mark: within ? [lengthTo(start - from), lengthTo(end - from)] : null,
  };
}

/** A source that the widget itself has stored. */
export function readStoredSource(value: unknown): Source | null {
  const source = readCitation(value);
  const { mark } = fieldsOf(value);
  if (!source || !Array.isArray(mark)) return source;
  const [start = null, end = null] = mark.map(wholeNumber);
  const within = start !== null && end !== null && start < end && end <= source.quote.length;
  return within ? { ...source, mark: [start, end] } : source;
}

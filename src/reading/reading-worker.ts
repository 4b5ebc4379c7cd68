import { Tensor, type PreTrainedModel, type PreTrainedTokenizer } from '@xenova/transformers';
import { ModelError } from '../errors.js';
import { loadModel } from '../transformers-model.js';
import { serveJobs } from '../worker-entry.js';
import { bestTokenSpans, tokenWindows, withoutOverlaps } from './best-spans.js';
import { normaliseForReading } from './normalised-text.js';
import type { Reading, Span } from './reader.js';
import type { ReadingJobs, ReadingStart } from './reading-jobs.js';
import { tokenSpans, type TokenSpans } from './token-spans.js';

/** No piece of a vocabulary in use is longer on average. */
const CHARS_PER_TOKEN = 16;
/** What is longer than any passage that the index cuts is read up to here; keeps hostile input cheap. */
const MAX_PASSAGE_CHARS = 16_384;
/** Longer than any answer, see `bestTokenSpans`. */
const WINDOW_OVERLAP = 120;

/** A piece that ends a clause or sentence; as the tokenizer has it, normalised. */
const clauseMark = /[,，。！!？?；;：:]$/u;

/** Part of a passage as the model reads it, beside the question. */
interface Window {
  readonly passage: number;
  readonly tokens: TokenSpans;
  /** The tokens' text. */
  readonly pieces: readonly string[];
  readonly from: number;
  readonly to: number;
  /** Token ids: `<s> question </s></s> passage </s>`. */
  readonly ids: readonly number[];
  /** Where the passage begins in `ids`. */
  readonly offset: number;
}

interface ScoredSpan extends Span {
  readonly nullScore: number;
}

serveJobs<ReadingJobs>(async (given) => {
  const start = given as ReadingStart;
  const { tokenizer, network } = await loadModel(start);
  const tokenize = tokenizeWith(tokenizer);
  const [open, close] = [tokenizer.bos_token_id, tokenizer.eos_token_id];

  const windowsOf = (question: readonly number[], text: string, passage: number): Window[] => {
    const normalised = normaliseForReading(text.slice(0, MAX_PASSAGE_CHARS));
    const { pieces, ids } = tokenize(normalised.text);
    if (ids.length === 0) return [];
    const tokens = tokenSpans(pieces, normalised);
    const head = [open, ...question, close, close];
    return tokenWindows(ids.length, start.maxPassageTokens, WINDOW_OVERLAP).map(([from, to]) => {
      return {
        passage,
        tokens,
        pieces,
        from,
        to,
        ids: [...head, ...ids.slice(from, to), close],
        offset: head.length,
      };
    });
  };

  const read = async ({ question, passages, spans }: ReadingJobs['read']['input']): Promise<Reading[]> => {
    const asked = normaliseForReading(question.slice(0, start.maxQuestionTokens * CHARS_PER_TOKEN));
    const questionIds = tokenize(asked.text).ids.slice(0, start.maxQuestionTokens);
    const windows = passages.flatMap((text, passage) => windowsOf(questionIds, text, passage));
    const found: ScoredSpan[][] = passages.map(() => []);
    for (const batch of batchesOf(windows, start.batchTokens)) {
      for (const [window, span] of await readBatch(
        network,
        batch,
        tokenizer.pad_token_id,
        spans,
        start.folder,
      )) {
        found[window.passage]?.push(span);
      }
    }
    return found.map((candidates) => {
      const best = withoutOverlaps(candidates, spans);
      const score = best[0]?.score ?? -Infinity;
      const nullScore = best[0]?.nullScore ?? 0;
      return { spans: best.map(({ start, end, score }) => ({ start, end, score })), score, nullScore };
    });
  };

  // Shows at once whether network and tokenizer fit together.
  await read({ question: '谁？', passages: ['我。'], spans: 1 });

  return {
    handlers: {
      read: async (request) => ({ output: await read(request) }),
      warmUp: () => ({ output: null }),
    },
    close: async () => {
      await network.dispose();
    },
  };
});

/** Windows in token-budget batches, longest first. */
function batchesOf(windows: readonly Window[], budget: number): Window[][] {
  const batches: Window[][] = [];
  for (const window of [...windows].sort((a, b) => b.ids.length - a.ids.length)) {
    const batch = batches.at(-1);
    const width = batch?.[0]?.ids.length ?? 0;
    if (batch && (batch.length + 1) * width <= budget) batch.push(window);
    else batches.push([window]);
  }
  return batches;
}

async function readBatch(
  network: PreTrainedModel,
  windows: readonly Window[],
  padId: number,
  count: number,
  folder: string,
): Promise<[Window, ScoredSpan][]> {
  const width = windows[0]?.ids.length ?? 0;
  const inputIds = new BigInt64Array(windows.length * width).fill(BigInt(padId));
  const attention = new BigInt64Array(windows.length * width);
  windows.forEach(({ ids }, row) => {
    ids.forEach((id, i) => (inputIds[row * width + i] = BigInt(id)));
    attention.fill(1n, row * width, row * width + ids.length);
  });
  const dims = [windows.length, width];
  const inputs = {
    input_ids: new Tensor('int64', inputIds, dims),
    attention_mask: new Tensor('int64', attention, dims),
  };
  const outputs = (await network(inputs)) as Record<string, unknown>;
  const tensors = Object.values(outputs).filter((value) => value instanceof Tensor);
  try {
    const starts = logitsOf(outputs.start_logits, inputIds.length);
    const ends = logitsOf(outputs.end_logits, inputIds.length);
    if (!starts || !ends) {
      const detail = `${Object.keys(outputs).join(', ')} ≠ start_logits, end_logits`;
      throw new ModelError('model.wrong-kind', { folder, detail });
    }
    return windows.flatMap((window, row) =>
      spansOf(window, starts.subarray(row * width), ends.subarray(row * width), count).map(
        (span): [Window, ScoredSpan] => [window, span],
      ),
    );
  } finally {
    for (const tensor of [...tensors, ...Object.values(inputs)]) tensor.dispose();
  }
}

function logitsOf(output: unknown, length: number): Float32Array | undefined {
  if (!(output instanceof Tensor) || !(output.data instanceof Float32Array)) return undefined;
  return output.data.length === length ? output.data : undefined;
}

/** The best spans of one window, with offsets into its passage. */
function spansOf(window: Window, starts: Float32Array, ends: Float32Array, count: number): ScoredSpan[] {
  const { tokens, pieces, from, to, offset } = window;
  const nullScore = (starts[0] ?? 0) + (ends[0] ?? 0);
  const length = to - from;
  const isText = (token: number): boolean =>
    (tokens.starts[from + token] ?? 0) < (tokens.ends[from + token] ?? 0);
  const best = bestTokenSpans(
    starts.subarray(offset, offset + length),
    ends.subarray(offset, offset + length),
    count,
    { usable: isText, endsClause: (token) => clauseMark.test(pieces[from + token] ?? '') },
  );
  return best.map(({ first, last, score }) => ({
    start: tokens.starts[from + first] ?? 0,
    end: tokens.ends[from + last] ?? 0,
    score: score - nullScore,
    nullScore,
  }));
}

/** Pieces and ids of a text. Special tokens that the text spells out are text: unknown, not special. */
function tokenizeWith(tokenizer: PreTrainedTokenizer): (text: string) => { pieces: string[]; ids: number[] } {
  const unknown = tokenizer.unk_token_id;
  const special = new Set([tokenizer.bos_token_id, tokenizer.eos_token_id, tokenizer.pad_token_id]);
  return (text) => {
    if (text === '') return { pieces: [], ids: [] };
    const pieces = tokenizer.tokenize(text);
    const ids = (tokenizer.convert_tokens_to_ids(pieces) as (number | undefined)[]).map((id) =>
      id === undefined || special.has(id) ? unknown : id,
    );
    return { pieces, ids };
  };
}

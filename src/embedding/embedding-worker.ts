import { Tensor, type PreTrainedTokenizer } from '@xenova/transformers';
import { ModelError } from '../errors.js';
import { loadModel } from '../transformers-model.js';
import { serveJobs } from '../worker-entry.js';
import type { EmbeddingJobs, EmbeddingStart, TokenRows } from './embedding-jobs.js';
import { poolRows } from './pooling.js';

/** No piece of a vocabulary in use is longer on average; what lies beyond can only be cut off anyway. */
const CHARS_PER_TOKEN = 16;

serveJobs<EmbeddingJobs>(async (given) => {
  const start = given as EmbeddingStart;
  const { tokenizer, network } = await loadModel(start);

  const embed = async ({ ids, lengths }: TokenRows): Promise<Float32Array<ArrayBuffer>> => {
    const width = lengths.reduce((longest, length) => Math.max(longest, length), 1);
    const dims = [lengths.length, width];
    const inputIds = new BigInt64Array(lengths.length * width).fill(BigInt(tokenizer.pad_token_id));
    const attention = new BigInt64Array(lengths.length * width);
    let from = 0;
    lengths.forEach((length, row) => {
      for (let i = 0; i < length; i++) inputIds[row * width + i] = BigInt(ids[from + i] ?? 0);
      attention.fill(1n, row * width, row * width + length);
      from += length;
    });
    const inputs = {
      input_ids: new Tensor('int64', inputIds, dims),
      attention_mask: new Tensor('int64', attention, dims),
    };
    const outputs = (await network(inputs)) as Record<string, unknown>;
    const tensors = Object.values(outputs).filter((value) => value instanceof Tensor);
    try {
      const { last_hidden_state: named } = outputs;
      const states = named instanceof Tensor ? named : tensors.find((tensor) => tensor.dims.length === 3);
      if (states?.dims[2] !== start.dimension || !(states.data instanceof Float32Array)) {
        const detail = `${Object.keys(outputs).join(', ')}: [${String(states?.dims)}], hidden_size ${start.dimension}`;
        throw new ModelError('model.wrong-kind', { folder: start.folder, detail });
      }
      return poolRows(states.data, lengths, start.dimension, start.pooling);
    } finally {
      for (const tensor of [...tensors, ...Object.values(inputs)]) tensor.dispose();
    }
  };

  const embedOne = (text: string): Promise<Float32Array<ArrayBuffer>> => {
    const ids = tokenIds(tokenizer, text, start.maxTokens);
    return embed({ ids: Int32Array.from(ids), lengths: Int32Array.of(ids.length) });
  };

  await embedOne(''); // Shows at once whether network and tokenizer fit together.

  return {
    handlers: {
      tokenize: (texts) => {
        const rows = texts.map((text) => tokenIds(tokenizer, text, start.maxTokens));
        const lengths = Int32Array.from(rows, (row) => row.length);
        const ids = new Int32Array(lengths.reduce((sum, length) => sum + length, 0));
        let at = 0;
        for (const row of rows) {
          ids.set(row, at);
          at += row.length;
        }
        return { output: { ids, lengths }, transfer: [ids.buffer, lengths.buffer] };
      },
      embed: async (rows) => {
        const vectors = await embed(rows);
        return { output: vectors, transfer: [vectors.buffer] };
      },
      query: async (text) => {
        const vector = await embedOne(text);
        return { output: vector, transfer: [vector.buffer] };
      },
      warmUp: () => ({ output: null }),
    },
    close: async () => {
      await network.dispose();
    },
  };
});

/** Token ids with special tokens, at most `maxTokens`; a cut text keeps its closing special token. */
function tokenIds(tokenizer: PreTrainedTokenizer, text: string, maxTokens: number): number[] {
  const most = maxTokens * CHARS_PER_TOKEN;
  // Runs of spaces count as one in tokenizers: without this, a text behind 10,000 spaces would be cut away.
  const short = text.length > most ? text.replace(/\s+/gu, ' ').slice(0, most) : text;
  const { input_ids: ids } = tokenizer(short, { return_tensor: false });
  if (ids.length === 0) return [tokenizer.pad_token_id];
  if (ids.length <= maxTokens) return ids;
  const last = ids.at(-1);
  const closes = last !== undefined && [tokenizer.sep_token_id, tokenizer.eos_token_id].includes(last);
  return closes ? [...ids.slice(0, maxTokens - 1), last] : ids.slice(0, maxTokens);
}

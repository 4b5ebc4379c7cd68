import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';

export const embeddingModel = fileURLToPath(new URL('../../embeddings/models/e5-zh-small', import.meta.url));
const network = join(embeddingModel, 'onnx/model_quantized.onnx');

/** Inputs of the network, made ready before any clock runs. */
export type Feeds = Record<'input_ids' | 'attention_mask', Tensor>;

/** A way to run the network alone, with nothing around it. */
export interface BareModel {
  readonly name: string;
  run(batches: readonly Feeds[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * The ways in which a user would run the network by hand: as the runtime comes, whose threads spin while they wait, and
 * with threads that sleep, which is faster where others want the cores. Several sessions in one process are none: the
 * runtime's binding for Node runs one batch after the other.
 */
export async function openBareModels(): Promise<BareModel[]> {
  const cores = availableParallelism();
  const calm = { extra: { session: { intra_op: { allow_spinning: '0' } } } };
  return Promise.all([
    bareModel('defaults of the runtime', {}),
    bareModel(`${cores} threads that do not spin`, { intraOpNumThreads: cores, ...calm }),
  ]);
}

async function bareModel(name: string, options: InferenceSession.SessionOptions): Promise<BareModel> {
  const session = await InferenceSession.create(network, options);
  return {
    name,
    async run(batches) {
      for (const batch of batches) {
        const outputs = await session.run(batch);
        for (const output of Object.values(outputs)) output.dispose();
      }
    },
    close: () => session.release(),
  };
}

export async function openTokenizer(): Promise<PreTrainedTokenizer> {
  env.allowRemoteModels = false;
  return AutoTokenizer.from_pretrained(embeddingModel, { local_files_only: true });
}

/** Token ids of a text that has its prefix, cut as the model's length demands. */
export function tokenRow(tokenizer: PreTrainedTokenizer, text: string, maxTokens: number): number[] {
  const ids = tokenizer(text, { return_tensor: false }).input_ids;
  return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ids.at(-1)!];
}

/** One padded batch. */
export function feedsOf(rows: readonly (readonly number[])[], padTokenId: number): Feeds {
  const width = Math.max(...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * width).fill(BigInt(padTokenId));
  const mask = new BigInt64Array(rows.length * width);
  rows.forEach((row, at) => {
    ids.set(row.map(BigInt), at * width);
    mask.fill(1n, at * width, at * width + row.length);
  });
  const dims = [rows.length, width];
  return { input_ids: new Tensor('int64', ids, dims), attention_mask: new Tensor('int64', mask, dims) };
}

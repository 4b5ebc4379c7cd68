import { AutoModel, AutoModelForQuestionAnswering, AutoTokenizer, env, LogLevel } from '@xenova/transformers';
import type { PreTrainedModel, PreTrainedTokenizer } from '@xenova/transformers';
import { ModelError } from './errors.js';
import { modelFileNames, type ModelDtype } from './model-folder.js';

/** A model of a local folder, loaded into the thread that asks. */
export interface LoadedModel {
  readonly tokenizer: PreTrainedTokenizer;
  readonly network: PreTrainedModel;
}

export interface LoadOptions {
  readonly folder: string;
  readonly dtype: ModelDtype;
  /** Threads of the inference runtime, at least 1. */
  readonly threads: number;
  readonly task: 'embedding' | 'question-answering';
}

/**
 * Loads tokenizer and neural network from files; nothing is ever downloaded here. For worker threads: what
 * transformers.js keeps for a whole thread is set here.
 *
 * @throws {ModelError} `model.damaged` naming the file
 */
export async function loadModel(options: LoadOptions): Promise<LoadedModel> {
  const { folder, dtype, threads, task } = options;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  // What goes wrong is thrown; nothing is printed past the progress bar.
  env.logLevel = LogLevel.NONE;
  const names = modelFileNames(dtype);
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true }).catch(
    damaged(folder, names.tokenizer),
  );
  const modelClass = task === 'embedding' ? AutoModel : AutoModelForQuestionAnswering;
  const network = await modelClass
    .from_pretrained(folder, {
      dtype,
      local_files_only: true,
      session_options: {
        graphOptimizationLevel: 'all',
        intraOpNumThreads: threads,
        extra: {
          session: {
            // Threads that spin while they wait win little on an idle machine and starve all else on a busy one.
            intra_op: { allow_spinning: '0' },
            // Processors without VNNI add int8 products in 16 bits, which overflow: scores were off by up to 5. This
            // keeps them exact there, for a quarter more time, and changes nothing on the others.
            x64quantprecision: '1',
          },
        },
      },
    })
    .catch(damaged(folder, names.network));
  return { tokenizer, network };
}

function damaged(folder: string, file: string): (cause: unknown) => never {
  return (cause) => {
    const detail = (cause instanceof Error ? cause.message : String(cause)).slice(0, 300);
    throw new ModelError('model.damaged', { folder, file, detail }, { cause });
  };
}

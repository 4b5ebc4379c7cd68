import { statSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import type { ModelDtype } from '../model-folder.js';

export type Pooling = 'mean' | 'cls';

/** Where a model is: a folder that must be there, or a hub model and the folder that it is downloaded into once. */
export type ModelLocation =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'hub'; readonly id: string; readonly folder: string };

/** Everything that decides which vectors an embedding model gives. */
export interface EmbeddingModelSpec {
  readonly location: ModelLocation;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  readonly pooling: Pooling;
  /** Variant of the network: `q8` is onnx/model_quantized.onnx. */
  readonly dtype: ModelDtype;
}

/** What an operator sets; the rest follows from the family of the model. */
export interface EmbeddingModelSettings {
  /** A local folder, or `owner/name` on the hub. */
  readonly model: string;
  readonly queryPrefix?: string | undefined;
  readonly passagePrefix?: string | undefined;
  readonly pooling?: Pooling | undefined;
  readonly dtype?: ModelDtype | undefined;
}

interface Family {
  readonly name: RegExp;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  readonly pooling: Pooling;
}

/** First match wins. From the model cards of intfloat/e5 and BAAI/bge. */
const families: readonly Family[] = [
  {
    name: /e5.*instruct/i,
    queryPrefix:
      'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ',
    passagePrefix: '',
    pooling: 'mean',
  },
  { name: /(?:^|[^a-z0-9])e5/i, queryPrefix: 'query: ', passagePrefix: 'passage: ', pooling: 'mean' },
  { name: /bge-m3/i, queryPrefix: '', passagePrefix: '', pooling: 'cls' },
  {
    name: /bge.*-en/i,
    queryPrefix: 'Represent this sentence for searching relevant passages: ',
    passagePrefix: '',
    pooling: 'cls',
  },
  {
    name: /bge/i,
    queryPrefix: '为这个句子生成表示以用于检索相关文章：',
    passagePrefix: '',
    pooling: 'cls',
  },
];
const otherFamily = { queryPrefix: '', passagePrefix: '', pooling: 'mean' } as const;

/**
 * What a setting means. A folder that exists is that folder; otherwise `owner/name` is a hub id, and anything else
 * a folder that is missing.
 *
 * @param downloads folder for models from the hub: `<downloads>/<owner>/<name>`
 */
export function embeddingModelSpec(settings: EmbeddingModelSettings, downloads: string): EmbeddingModelSpec {
  const location = locate(settings.model, downloads);
  const name = basename(location.kind === 'hub' ? location.id : location.folder);
  const family = families.find((candidate) => candidate.name.test(name)) ?? otherFamily;
  return {
    location,
    queryPrefix: settings.queryPrefix ?? family.queryPrefix,
    passagePrefix: settings.passagePrefix ?? family.passagePrefix,
    pooling: settings.pooling ?? family.pooling,
    dtype: settings.dtype ?? 'q8',
  };
}

function locate(model: string, downloads: string): ModelLocation {
  const isFolder = statSync(model, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder || isAbsolute(model) || !isHubId(model)) return { kind: 'folder', folder: model };
  return { kind: 'hub', id: model, folder: join(downloads, ...model.split('/')) };
}

/** `owner/name` in the letters that the hub allows; never a way out of the downloads folder. */
function isHubId(text: string): boolean {
  const part = '[A-Za-z0-9][A-Za-z0-9._-]{0,95}';
  return new RegExp(`^${part}/${part}$`).test(text) && !text.includes('..');
}

/** The model's name for people. */
export function modelName(location: ModelLocation): string {
  return location.kind === 'hub' ? location.id : basename(location.folder);
}

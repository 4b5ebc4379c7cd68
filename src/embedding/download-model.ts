import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ModelError } from '../errors.js';
import { modelFileNames, type ModelDtype } from '../model-folder.js';

export interface DownloadOptions {
  /** `owner/name` on the hub. */
  readonly id: string;
  readonly folder: string;
  readonly dtype: ModelDtype;
  /** Default https://huggingface.co; a mirror serves the same paths. */
  readonly hubUrl?: string;
  /** Told before each file. */
  readonly onFile?: (file: string) => void;
}

/**
 * Fetches the files of a hub model that are not yet in its folder. A file appears under its name only when it is
 * whole, so an interrupted download is taken up again.
 *
 * @throws {ModelError} `model.download-failed` with what to do by hand
 */
export async function downloadModel(options: DownloadOptions): Promise<void> {
  const { id, folder, dtype, onFile } = options;
  const hub = options.hubUrl ?? 'https://huggingface.co';
  const names = Object.values(modelFileNames(dtype));
  try {
    for (const file of names) {
      if (await stat(join(folder, file)).catch(() => undefined)) continue;
      onFile?.(file);
      const fetchInto = (name: string, optional: boolean) =>
        fetchFile(`${hub}/${id}/resolve/main/${name}`, join(folder, name), optional);
      // Only some networks keep their weights beside them; whether this one does is known by asking. The network
      // itself comes last: where it is, its weights are.
      if (file.endsWith('.onnx')) await fetchInto(`${file}_data`, true);
      await fetchInto(file, false);
    }
  } catch (cause) {
    throw new ModelError(
      'model.download-failed',
      { id, hub, folder, files: names.join(', '), detail: reasonOf(cause) },
      { cause },
    );
  }
}

async function fetchFile(url: string, path: string, optional: boolean): Promise<void> {
  const response = await fetch(url, { redirect: 'follow' });
  if (optional && response.status === 404) return;
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}: ${url}`);
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  try {
    await pipeline(Readable.fromWeb(response.body), createWriteStream(partial));
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message || cause.name}` : error.message;
}

import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Config } from '../../config.js';
import { YinjuError } from '../../errors.js';
import { GenerationStore } from '../../indexing/generations.js';
import { formatBytes } from '../../text/bytes.js';
import { detailOf, findingsOf, type Finding } from './finding.js';

const { ok, hint, broken, failed } = findingsOf('machine');

const neededNode = [20, 19] as const;
/** A service that answers from the sample corpus was measured at 0.54 GB, both models loaded. */
const neededMemory = 700_000_000;
const neededDisk = 200_000_000;

/** Node.js, cores, memory and room on the disk. */
export async function checkMachine(config: Config): Promise<Finding[]> {
  return [
    checkNode(process.versions.node),
    ok('doctor.cores', { count: availableParallelism() }),
    checkMemory(),
    await checkDisk(config.index),
  ];
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const recent = major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1]);
  return recent
    ? ok('doctor.node', { version })
    : broken('doctor.node-old', { version, needed: neededNode.join('.') });
}

function checkMemory(): Finding {
  // A container's limit, where there is one; without one it is larger than any memory.
  const limit = process.constrainedMemory();
  const total = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const free = process.availableMemory();
  const params = { free: formatBytes(free), total: formatBytes(total) };
  return free < neededMemory
    ? hint('doctor.memory-low', { ...params, needed: formatBytes(neededMemory) })
    : ok('doctor.memory', params);
}

async function checkDisk(index: string): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(existingPart(index));
    const free = bavail * bsize;
    const needed = Math.max(neededDisk, 2 * generationBytes(index));
    const params = { free: formatBytes(free), path: index };
    return free < needed
      ? hint('doctor.disk-low', { ...params, needed: formatBytes(needed) })
      : ok('doctor.disk', params);
  } catch (error) {
    return failed(index, error);
  }
}

/** The nearest folder above that exists: the index folder is made by the first build. */
export function existingPart(path: string): string {
  let folder = path;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Size of the served generation as its manifest states it; 0 where there is none to be read. */
function generationBytes(index: string): number {
  try {
    const store = new GenerationStore(index);
    const id = store.currentId();
    if (id === null) return 0;
    return Object.values(store.readManifest(id).files).reduce((sum, { bytes }) => sum + bytes, 0);
  } catch (error) {
    if (error instanceof YinjuError) return 0; // The index is looked at further on.
    throw error;
  }
}

/** Each is used, not only loaded: some bring their binary in at first use. */
const nativeModules: Readonly<Record<string, () => Promise<unknown>>> = {
  'better-sqlite3': async () => {
    const { default: Database } = await import('better-sqlite3');
    new Database(':memory:').close();
  },
  'hnswlib-node': async () => {
    const { default: hnswlib } = await import('hnswlib-node');
    new hnswlib.HierarchicalNSW('cosine', 2).initIndex(1);
  },
  '@node-rs/jieba': async () => {
    const { Jieba } = await import('@node-rs/jieba');
    new Jieba().cut('引据');
  },
  'onnxruntime-node': () => {
    // Comes with transformers.js, whose own it is.
    const require = createRequire(import.meta.url);
    return Promise.resolve(createRequire(require.resolve('@xenova/transformers'))('onnxruntime-node'));
  },
};

/** What was compiled for this machine. */
export async function checkNativeModules(): Promise<Finding[]> {
  const results = await Promise.all(
    Object.entries(nativeModules).map(async ([name, use]): Promise<Finding | null> => {
      try {
        await use();
        return null;
      } catch (error) {
        return broken('doctor.module-broken', { name, detail: detailOf(error) });
      }
    }),
  );
  const defects = results.filter((result) => result !== null);
  return defects.length > 0
    ? defects
    : [ok('doctor.modules', { names: Object.keys(nativeModules).join(', ') })];
}

import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the generations and state of an index take, in bytes; models that lie with it are not counted. */
export function indexBytes(indexFolder: string): number {
  return folderBytes(join(indexFolder, 'generations')) + stateBytes(indexFolder);
}

function folderBytes(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + sizeOf(join(entry.parentPath, entry.name)), 0);
}

/** state.sqlite with its journals. */
function stateBytes(indexFolder: string): number {
  return readdirSync(indexFolder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.includes('.sqlite'))
    .reduce((sum, entry) => sum + sizeOf(join(indexFolder, entry.name)), 0);
}

/** A build may take a file away while it is counted. */
function sizeOf(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

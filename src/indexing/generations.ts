import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Calibration } from '../domain/calibration.js';
import { IndexError } from '../errors.js';
import type { MessageKey, MessageParams } from '../messages/index.js';
import { sha256OfFile, syncPath, writeFileAtomically } from './durable-files.js';
import { generationFiles, generationFormat, manifestSchema, type Manifest } from './manifest.js';

const manifestName = 'manifest.json';
const stagingPrefix = '.staging-';

/** Sorts by time of making; unique even where two are made in one second. */
export function newGenerationId(now: Date = new Date()): string {
  const [date = '', time = ''] = now
    .toISOString()
    .replace(/[-:]|\..*$/g, '')
    .split('T');
  return `${date}-${time}-${randomBytes(2).toString('hex')}`;
}

/** A generation whose files were found whole. */
export interface Generation {
  readonly id: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * The generations in an index folder. A generation is a folder that never changes once it is published;
 * `current` names the one that is served and is replaced by an atomic rename.
 */
export class GenerationStore {
  constructor(readonly indexFolder: string) {}

  private get generationsFolder(): string {
    return join(this.indexFolder, 'generations');
  }

  /** Name of the generation that is served; null where nothing was ever published. */
  currentId(): string | null {
    const path = join(this.indexFolder, 'current');
    if (!existsSync(path)) return null;
    const id = readFileSync(path, 'utf8').trim();
    if (!/^[0-9A-Za-z-]+$/.test(id)) throw new IndexError('index.pointer-damaged', { path });
    return id;
  }

  /**
   * The served generation, checked.
   * @throws IndexError if there is none, or as {@link open} does.
   */
  async current(): Promise<Generation> {
    const id = this.currentId();
    if (id === null) throw new IndexError('index.none', { path: this.indexFolder });
    return this.open(id);
  }

  /**
   * The served generation if a build can take over from it: it is whole, and of the same embedding model. Otherwise
   * null, and where there is one, a notice says why it cannot.
   */
  async reusable(
    model: { readonly name: string; readonly fingerprint: string },
    onNotice: (code: MessageKey, params: MessageParams) => void,
  ): Promise<Generation | null> {
    try {
      const id = this.currentId();
      if (id === null) return null;
      const built = this.readManifest(id).embeddingModel;
      if (built.fingerprint === model.fingerprint) return await this.open(id);
      onNotice('build.other-model', { built: built.name, configured: model.name });
    } catch (error) {
      if (!(error instanceof IndexError)) throw error;
      onNotice('build.previous-damaged', { path: this.indexFolder });
    }
    return null;
  }

  /** Reads a manifest without looking at the files it describes. */
  readManifest(id: string): Manifest {
    const path = join(this.folderOf(id), manifestName);
    let json: unknown;
    try {
      json = JSON.parse(readFileSync(path, 'utf8'));
    } catch (cause) {
      throw new IndexError('index.manifest-unreadable', { generation: id }, cause);
    }
    const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : null;
    if (format !== generationFormat) {
      throw new IndexError('index.other-format', {
        generation: id,
        found: String(format),
        expected: generationFormat,
      });
    }
    const parsed = manifestSchema.safeParse(json);
    if (!parsed.success) throw new IndexError('index.manifest-unreadable', { generation: id }, parsed.error);
    return parsed.data;
  }

  /**
   * Checks that every file has the size and SHA-256 that the manifest states, before anything native loads it:
   * hnswlib's loader trusts the header that it reads.
   * @throws IndexError naming the first file that is missing, cut or altered.
   */
  async open(id: string): Promise<Generation> {
    const manifest = this.readManifest(id);
    const folder = this.folderOf(id);
    for (const name of Object.values(generationFiles)) {
      const path = join(folder, name);
      const expected = manifest.files[name];
      if (!existsSync(path)) throw new IndexError('index.file-missing', { generation: id, file: name });
      const whole = statSync(path).size === expected.bytes && (await sha256OfFile(path)) === expected.sha256;
      if (!whole) throw new IndexError('index.file-damaged', { generation: id, file: name });
    }
    return { id, folder, manifest };
  }

  /** A new empty folder for a generation in the making, invisible to readers until {@link publish}. */
  createStaging(id: string): string {
    const folder = join(this.generationsFolder, stagingPrefix + id);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** What killed builds left behind. Only the holder of the build lock may call this. */
  removeStaging(): void {
    if (!existsSync(this.generationsFolder)) return;
    for (const name of readdirSync(this.generationsFolder)) {
      if (name.startsWith(stagingPrefix))
        rmSync(join(this.generationsFolder, name), { recursive: true, force: true });
    }
  }

  /**
   * Makes a staged folder the served generation: completes the manifest by sizes and hashes, brings all to the
   * disk, renames the folder into place, then replaces `current`. Keeps the generation before; removes older ones.
   */
  async publish(
    staging: string,
    manifest: Omit<Manifest, 'files' | 'format' | 'previous'>,
  ): Promise<Generation> {
    const describe = async (name: string) => {
      const path = join(staging, name);
      syncPath(path);
      return { bytes: statSync(path).size, sha256: await sha256OfFile(path) };
    };
    const complete: Manifest = {
      ...manifest,
      format: generationFormat,
      previous: this.rollbackTarget(),
      files: {
        [generationFiles.catalogue]: await describe(generationFiles.catalogue),
        [generationFiles.vectors]: await describe(generationFiles.vectors),
        [generationFiles.keywords]: await describe(generationFiles.keywords),
      },
    };
    writeFileAtomically(join(staging, manifestName), JSON.stringify(complete, null, 2) + '\n');
    const folder = this.folderOf(complete.id);
    renameSync(staging, folder);
    syncPath(this.generationsFolder);
    this.point(complete.id);
    this.prune(new Set([complete.id, ...(complete.previous === null ? [] : [complete.previous])]));
    return { id: complete.id, folder, manifest: complete };
  }

  /**
   * Publishes the served generation again with another calibration; its files are shared, not copied, where the file
   * system can. Only the holder of the build lock may call this.
   */
  async recalibrate(calibration: Calibration): Promise<Generation> {
    const served = await this.current();
    const id = newGenerationId();
    const staging = this.createStaging(id);
    try {
      for (const name of Object.values(generationFiles)) {
        const [from, to] = [join(served.folder, name), join(staging, name)];
        try {
          linkSync(from, to);
        } catch {
          copyFileSync(from, to);
        }
      }
      const { manifest } = served;
      return await this.publish(staging, {
        ...manifest,
        id,
        createdAt: new Date().toISOString(),
        calibration,
      });
    } finally {
      this.removeStaging();
    }
  }

  /**
   * Serves the generation before the current one again.
   * @throws IndexError if there is none before, or it is not whole; `current` then stays as it is.
   */
  async rollback(): Promise<Generation> {
    const id = this.currentId();
    if (id === null) throw new IndexError('index.none', { path: this.indexFolder });
    const previous = this.keptBefore(this.readManifest(id));
    if (previous === null) throw new IndexError('index.no-previous', { generation: id });
    const generation = await this.open(previous);
    this.point(previous);
    return generation;
  }

  /** The generation before this one, if it is still kept. */
  keptBefore({ previous }: Pick<Manifest, 'previous'>): string | null {
    return previous !== null && existsSync(this.folderOf(previous)) ? previous : null;
  }

  /** The served generation, to be gone back to; null where there is none or it has lost its manifest. */
  private rollbackTarget(): string | null {
    try {
      const id = this.currentId();
      if (id !== null) this.readManifest(id);
      return id;
    } catch (error) {
      if (!(error instanceof IndexError)) throw error;
      return null;
    }
  }

  private point(id: string): void {
    writeFileAtomically(join(this.indexFolder, 'current'), id + '\n');
  }

  private prune(keep: ReadonlySet<string>): void {
    for (const name of readdirSync(this.generationsFolder)) {
      if (!keep.has(name)) rmSync(join(this.generationsFolder, name), { recursive: true, force: true });
    }
  }

  private folderOf(id: string): string {
    return join(this.generationsFolder, id);
  }
}

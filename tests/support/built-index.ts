import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex } from '../../src/build-index.js';
import { splitterSettingsSchema } from '../../src/chunking/split-document.js';
import { GenerationStore } from '../../src/indexing/generations.js';
import { FakeEmbedder } from '../fakes/fake-embedder.js';

export interface ArticleLine {
  readonly id: string;
  readonly text: string;
  readonly title?: string;
  readonly date?: string;
  readonly source?: string;
  readonly url?: string;
}

/** An index in a folder of its own, really built and really published; only the embedder is a fake. */
export class BuiltIndex {
  readonly folder = mkdtempSync(join(tmpdir(), 'yinju-built-'));
  readonly store = new GenerationStore(join(this.folder, 'index'));
  readonly embedder = new FakeEmbedder();

  /** Builds from these articles and no others; resolves with the id of the generation. */
  async publish(articles: readonly ArticleLine[]): Promise<string> {
    const corpus = join(this.folder, 'corpus');
    mkdirSync(corpus, { recursive: true });
    writeFileSync(
      join(corpus, 'articles.jsonl'),
      articles.map((line) => JSON.stringify(line) + '\n').join(''),
    );
    const { generation } = await buildIndex(
      {
        store: this.store,
        embedder: this.embedder,
        splitter: splitterSettingsSchema.parse({}),
        maxArticleBytes: 1e6,
      },
      {
        corpus: [corpus],
        force: false,
        signal: new AbortController().signal,
        onProgress: () => undefined,
        onNotice: () => undefined,
      },
    );
    return generation;
  }

  generationFolder(id: string): string {
    return join(this.store.indexFolder, 'generations', id);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface PageAsset {
  /** Name with the hash of its content, e.g. `page.1a2b3c4d5e.css`. */
  readonly name: string;
  readonly type: string;
  readonly etag: string;
  readonly content: string;
}

/** The files that pages load. They are served from here, so that a strict policy for content holds. */
export interface PageAssets {
  readonly style: PageAsset;
  readonly script: PageAsset;
  readonly icon: PageAsset;
  readonly byName: ReadonlyMap<string, PageAsset>;
}

/** Reads the files beside this module, once a server. */
export function loadPageAssets(): PageAssets {
  const style = load('page.css', 'text/css; charset=utf-8');
  const script = load('ask.js', 'text/javascript; charset=utf-8');
  const icon = load('icon.svg', 'image/svg+xml; charset=utf-8');
  return { style, script, icon, byName: new Map([style, script, icon].map((asset) => [asset.name, asset])) };
}

function load(file: string, type: string): PageAsset {
  const content = readFileSync(new URL(`./static/${file}`, import.meta.url), 'utf8');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { name: file.replace('.', `.${hash}.`), type, etag: `"${hash}"`, content };
}

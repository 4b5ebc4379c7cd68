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
  /** Of the first page: example questions and the options of the widget. */
  readonly homeScript: PageAsset;
  readonly icon: PageAsset;
  readonly byName: ReadonlyMap<string, PageAsset>;
}

/** One file for the browser, in parts for those who read them. */
const styles = [
  'page.css',
  'answer.css',
  'home.css',
  'article.css',
  'archive.css',
  'report.css',
  'docs.css',
  'print.css',
];

/** Reads the files beside this module, once a server. */
export function loadPageAssets(): PageAssets {
  const style = asset('page.css', 'text/css; charset=utf-8', styles.map(read).join('\n'));
  const homeScript = asset('home.js', 'text/javascript; charset=utf-8', read('home.js'));
  const icon = asset('icon.svg', 'image/svg+xml; charset=utf-8', read('icon.svg'));
  const byName = new Map([style, homeScript, icon].map((one) => [one.name, one]));
  return { style, homeScript, icon, byName };
}

function read(file: string): string {
  return readFileSync(new URL(`./static/${file}`, import.meta.url), 'utf8');
}

function asset(file: string, type: string, content: string): PageAsset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { name: file.replace('.', `.${hash}.`), type, etag: `"${hash}"`, content };
}

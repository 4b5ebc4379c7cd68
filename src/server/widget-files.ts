import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** A built file of the chat widget. */
export interface WidgetFile {
  /** Name that stays the same, e.g. `widget.js`. */
  readonly name: string;
  /** Name with the hash of its content, e.g. `widget.1a2b3c4d5e6f.js`. */
  readonly hashedName: string;
  /** For the `integrity` attribute of a script tag. */
  readonly integrity: string;
  readonly etag: string;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly gzipped: Uint8Array<ArrayBuffer>;
}

export interface WidgetFiles {
  readonly script: WidgetFile;
  readonly module: WidgetFile;
}

/** Where `npm run build` leaves them, seen from `src` and from `dist` alike. */
export const widgetFolder = fileURLToPath(new URL('../../dist/widget', import.meta.url));

/** Reads the built widget, once a server. Null when it has not been built. */
export function loadWidgetFiles(folder: string): WidgetFiles | null {
  const names = ['widget.js', 'widget.mjs'] as const;
  if (!names.every((name) => existsSync(join(folder, name)))) return null;
  const [script, module] = [load(folder, names[0]), load(folder, names[1])];
  return { script, module };
}

function load(folder: string, name: string): WidgetFile {
  const content = new Uint8Array(readFileSync(join(folder, name)));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return {
    name,
    hashedName: name.replace('.', `.${hash}.`),
    integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
    // Weak: the same for the compressed file.
    etag: `W/"${hash}"`,
    content,
    gzipped: new Uint8Array(gzipSync(content, { level: 9 })),
  };
}

/**
 * Builds the chat widget: `widget.js` for a script tag and `widget.mjs` for `import`, each with everything in it.
 * Fails when a file is larger than readers should have to load.
 *
 *     node src/widget/build.mjs [--out DIR] [--limit BYTES]
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: fileURLToPath(new URL('../../dist/widget', import.meta.url)) },
    /** Largest size of a file as it is sent, gzipped, in bytes. */
    limit: { type: 'string', default: '30000' },
  },
});

/** Style sheets become texts, without what only people need. */
const styleTexts = {
  name: 'style-texts',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code, loader: 'text' };
    });
  },
};

async function bundle(entry, format) {
  const { outputFiles } = await build({
    entryPoints: [join(here, entry)],
    format,
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    legalComments: 'none',
    target: ['chrome109', 'firefox115', 'safari16.4'],
    tsconfig: join(here, 'tsconfig.json'),
    plugins: [styleTexts],
    logLevel: 'warning',
  });
  return outputFiles[0].contents;
}

/** Written beside and renamed, so that a running service never reads half a file. */
function write(name, content) {
  const path = join(values.out, name);
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

mkdirSync(values.out, { recursive: true });
for (const [name, entry, format] of [
  ['widget.js', 'main.ts', 'iife'],
  ['widget.mjs', 'module.ts', 'esm'],
]) {
  const content = await bundle(entry, format);
  const size = gzipSync(content, { level: 9 }).length;
  process.stdout.write(`${name}: ${(size / 1000).toFixed(1)} kB gzipped\n`);
  if (size > Number(values.limit)) {
    process.stderr.write(`${name} is ${size} bytes gzipped, more than the ${values.limit} that it may be.\n`);
    process.exitCode = 1;
  } else {
    write(name, content);
  }
}

/**
 * The targets that the project promised, measured on this machine: `npm run bench -- [--only NAME …] [--quick]`.
 * See ../README.md.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Benchmark, Row, Setting } from './benchmark.js';
import { buildBenchmark } from './build.js';
import { coldStartBenchmark } from './cold-start.js';
import { langchainBenchmark } from './langchain.js';
import { load, machineName } from './machine.js';
import { scaleBenchmark } from './scale.js';

const benchmarks: readonly Benchmark[] = [
  buildBenchmark,
  coldStartBenchmark,
  scaleBenchmark,
  langchainBenchmark,
];
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    shared: { type: 'string', default: fileURLToPath(new URL('../../../shared', import.meta.url)) },
  },
});
const names = benchmarks.map(({ name }) => name);
const unknown = values.only.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`there is no benchmark ${unknown}; there are: ${names.join(', ')}`);
  process.exit(2);
}

console.log(`${new Date().toISOString().slice(0, 10)}, ${machineName()}\n`);
console.log('| benchmark | figure | measured | target | |\n|---|---|---|---|---|');
let missed = 0;
for (const benchmark of benchmarks) {
  if (values.only.length > 0 && !values.only.includes(benchmark.name)) continue;
  const folder = mkdtempSync(join(tmpdir(), `yinju-bench-${benchmark.name}-`));
  try {
    await show(benchmark, {
      shared: existsSync(values.shared) ? values.shared : null,
      quick: values.quick,
      folder,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(
  (missed === 0 ? '\nNo target was missed.' : `\n${missed} missed.`) +
    (values.quick ? ' With --quick figures show that everything runs, not how fast it is.' : ''),
);

async function show(benchmark: Benchmark, setting: Setting): Promise<void> {
  const because = benchmark.missing(setting);
  if (because !== null) {
    line(benchmark.name, { what: 'skipped', measured: because });
    return;
  }
  const before = load();
  for (const row of await benchmark.run(setting)) line(benchmark.name, row);
  line(benchmark.name, { what: 'load average before, after', measured: `${before}, ${load()}` });
}

function line(name: string, { what, measured, target }: Row): void {
  if (target?.met === false) missed++;
  const verdict = target ? (target.met ? 'met' : 'MISSED') : '';
  console.log(`| ${name} | ${what} | ${measured} | ${target?.text ?? ''} | ${verdict} |`);
}

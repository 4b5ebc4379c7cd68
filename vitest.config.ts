import { defineConfig } from 'vitest/config';

const tier = (name: string, include: string[], timeoutMs: number) => ({
  test: {
    name,
    include,
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    // The default of one second is a busy machine's blink.
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks' as const,
  },
});

/** Four tiers; `npm test` runs the everyday one. Slow limits only: speed is shown in bench/, never asserted. */
export default defineConfig({
  test: {
    // Two cores: more workers than that only take turns, and every one may load a model.
    maxWorkers: 2,
    projects: [
      tier('everyday', ['tests/**/*.test.ts'], 60_000),
      tier('e2e', ['tests/e2e/**/*.e2e.ts'], 180_000),
      tier('crash', ['tests/e2e/**/*.crash.ts'], 180_000),
      tier('engines', ['tests/**/*.engine.ts'], 180_000),
    ],
  },
});

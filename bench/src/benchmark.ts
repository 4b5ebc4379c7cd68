/** What a benchmark may take from the machine it runs on. */
export interface Setting {
  /** Folder of corpora, questions and models beside the repository; null where there is none. */
  readonly shared: string | null;
  /** Small and soon done: shows that it runs, not what is true. */
  readonly quick: boolean;
  /** A folder of its own, removed afterwards. */
  readonly folder: string;
}

/** One figure. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** What the project promised; absent for figures that only inform. */
  readonly target?: { readonly text: string; readonly met: boolean };
}

export interface Benchmark {
  readonly name: string;
  /** Why it cannot run here, or null. */
  missing(setting: Setting): string | null;
  run(setting: Setting): Promise<Row[]>;
}

export function below(what: string, value: number, limit: number, unit: string): Row {
  return {
    what,
    measured: `${value.toFixed(value < 100 ? 2 : 0)} ${unit}`,
    target: { text: `< ${limit} ${unit}`, met: value < limit },
  };
}

export function atLeast(what: string, value: number, limit: number): Row {
  return { what, measured: value.toFixed(3), target: { text: `≥ ${limit}`, met: value >= limit } };
}

/** Rates are told in passages and tokens, since passages differ in length from corpus to corpus. */
export function rate(passages: number, tokens: number, seconds: number): string {
  return `${(passages / seconds).toFixed(1)} passages/s, ${Math.round(tokens / seconds)} tokens/s`;
}

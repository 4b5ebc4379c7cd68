/**
 * What a figure is:
 * - `quantity`: an amount with or without a unit;
 * - `article`: 一 before a measure word, which may just mean "a" (`一家公司`); same value as `1家`;
 * - `ordinal`: `第三`, `第14届`, `一季度`;
 * - `date`, `time`: see `value`;
 * - `code`: digits inside a name (`C2M`, `A320`, `v2.0.1`): not an amount.
 */
export type NumberKind = 'quantity' | 'article' | 'ordinal' | 'date' | 'time' | 'code';

/** A figure in a text. Nothing in it has passed through floating point. */
export interface NumberMention {
  /** UTF-16 offsets into the text given; they include sign, currency symbol, unit and a following 多, 余, + or 左右. */
  readonly start: number;
  readonly end: number;
  /**
   * Of an amount: a plain decimal (`23800`, `0.5`, `-3.2`), a fraction in lowest terms where no decimal is exact
   * (`1/3`), or a decimal with `?` for digits that the text leaves open (`几十` is `?0`). Of a date or time: as in
   * ISO 8601, `2022-09-19`, `2022-09`, `2022`, `--09-19`, `--09`, `---19`, `14:54`. Of a code: the name in lower case.
   */
  readonly value: string;
  /** Normalised: `%`, `个百分点`, `元`, `美元`, `家`, `个`, `teu` …, or `''`. */
  readonly unit: string;
  /** The text says that the figure is not exact: 约, 近, 超, 多, 余, 左右, 以上, + and the like. */
  readonly approximate: boolean;
  readonly kind: NumberKind;
}

/** A mention with what ranges need: how its value came about. */
export interface RawMention extends NumberMention {
  /** The value before its 万 or 亿, and the power of ten that they make. */
  readonly coefficient: string;
  readonly power: number;
}

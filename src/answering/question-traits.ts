import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { findDates } from '../text/dates.js';
import { foldText } from '../text/fold.js';
import { findNumbers } from '../text/numbers.js';

/** What a question asks about and for, as far as its words tell. All text is folded. */
export interface QuestionTraits {
  /** Content words: names, nouns, verbs, figures; no question words and no particles. */
  readonly words: readonly string[];
  readonly places: readonly string[];
  /** People, organisations, products, Latin words. */
  readonly names: readonly string[];
  /** Years, four digits. */
  readonly years: readonly string[];
  readonly asksFor: 'number' | 'date' | 'person' | 'reason' | 'list' | 'articles' | 'other';
}

const questionWords = new Set(
  '什么 哪 谁 多少 几 何 怎 怎么 怎样 为什么 为何 是否 哪些 哪个 哪家 哪里 哪儿 哪位 哪年 哪一 如何 多久 多大 多长 多高 吗 呢 的 了 是 在 有 和 与 及 请问 分别 第几 被 将 把 以 由 从 到 对 于 中 里 上 下 后 前 时 个 家 年 月 日 位 名 次 种 项 条 这 那 其 它 他 她 也 都 还 会 能 可以 要 叫 一共 总共 共'.split(
    ' ',
  ),
);

let jieba: Jieba | undefined;

/** Reads a question. Traits are hints for ranking and confidence, never conditions of being answered. */
export function questionTraits(question: string): QuestionTraits {
  // One immutable dictionary for the process, as in text/words.ts.
  jieba ??= Jieba.withDict(dict);
  const folded = foldText(question).slice(0, 500);
  const tagged = jieba
    .tag(folded, true)
    .filter(({ word }) => /[\p{L}\p{N}]/u.test(word) && !questionWords.has(word));
  const withTag = (pattern: RegExp) => tagged.filter(({ tag }) => pattern.test(tag)).map(({ word }) => word);
  return {
    words: tagged.map(({ word }) => word),
    places: withTag(/^ns/),
    names: [
      ...withTag(/^(?:nr|nt|nz)/),
      ...tagged.map(({ word }) => word).filter((word) => /^[a-z][a-z0-9.]+$/.test(word)),
    ],
    years: [...new Set(findDates(folded).flatMap(({ year }) => (year === null ? [] : [String(year)])))],
    asksFor: asksFor(folded),
  };
}

const asksForList =
  /哪些|哪[两二三四五六七八九十几]|分别|包括什么|有什么(?:措施|举措|内容)|列举|[两二三四五六七八九十\d][项条个类种点步件大](?!.*多少).{0,8}(?:是什么|有什么|包括)/;

function asksFor(folded: string): QuestionTraits['asksFor'] {
  if (/(?:哪些|哪几篇|什么)(?:文章|报道|新闻|稿件)/.test(folded)) return 'articles';
  if (/哪几个?[年月天日]/.test(folded)) return 'date';
  if (/为什么|为何|原因|怎么会|何以|凭什么/.test(folded)) return 'reason';
  if (asksForList.test(folded)) return 'list';
  if (/谁|哪位|哪个人|什么人/.test(folded)) return 'person';
  if (/什么时候|何时|哪一?年|哪一?天|哪个月|几月|几号|哪一日|日期/.test(folded)) return 'date';
  if (/多少|几|多大|多高|多久|多长|多远|占比|比例|百分/.test(folded)) return 'number';
  return 'other';
}

/** Whether a span is of the kind that was asked for; true where the kind cannot be told. */
export function spanFits(traits: QuestionTraits, span: string): boolean {
  if (traits.asksFor === 'number') return findNumbers(span).length > 0 || /[半数几]/.test(span);
  if (traits.asksFor === 'date') return findDates(span).length > 0 || /\d|[年月日天]/.test(span);
  if (traits.asksFor === 'person') return !/^[\d.,%％]+$/.test(span.trim());
  return true;
}

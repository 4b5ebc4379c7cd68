import { findDates } from '../text/dates.js';
import { canonicalNumber, findNumbers } from '../text/numbers.js';
import { taggedWords } from '../text/words.js';

/** What a script changes in an article's own sentence, so that it no longer says what the article says. */
export const editKinds = ['number', 'date', 'unit', 'name', 'negation', 'swap'] as const;
export type EditKind = (typeof editKinds)[number];

/** A sentence of an article that was made false. */
export interface EditedSentence {
  readonly kind: EditKind;
  readonly original: string;
  readonly edited: string;
}

/** Names of one kind; one may be put in the place of another. */
export type NameList = readonly string[];

/** People, places and organisations that a text names, so that one may be put in the place of another. */
export function namesIn(text: string): NameList[] {
  const words = taggedWords(text).filter(({ text: word }) => word.length > 1);
  return ['nr', 'ns', 'nt'].map((tag) => [
    ...new Set(words.filter((word) => word.tag.startsWith(tag)).map(({ text: word }) => word)),
  ]);
}

/**
 * The edits that a sentence allows, at most one of each kind.
 * @param passage the text around the sentence, from which numbers are exchanged.
 */
export function editsOf(
  sentence: string,
  passage: string,
  names: readonly NameList[],
  random: () => number,
): EditedSentence[] {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const makers: Record<EditKind, () => string | null> = {
    number: () => changeNumber(sentence, pick),
    date: () => changeDate(sentence, pick),
    unit: () => changeUnit(sentence, pick),
    name: () => changeName(sentence, names, pick),
    negation: () => changeNegation(sentence, pick),
    swap: () => swapNumber(sentence, passage, pick),
  };
  return editKinds.flatMap((kind) => {
    const edited = makers[kind]();
    return edited === null || edited === sentence ? [] : [{ kind, original: sentence, edited }];
  });
}

type Pick = <T>(items: readonly T[]) => T | undefined;

function splice(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

/** Another digit in the place of one of a figure's, never a leading zero. */
function changeNumber(sentence: string, pick: Pick): string | null {
  const figure = pick(
    findNumbers(sentence).filter(
      ({ kind, start, end }) => kind === 'quantity' && /\d/.test(sentence.slice(start, end)),
    ),
  );
  if (!figure) return null;
  const digits = [...sentence.slice(figure.start, figure.end).matchAll(/\d/g)];
  const digit = pick(digits);
  if (!digit) return null;
  const at = figure.start + digit.index;
  const changed = pick('123456789'.replace(digit[0], '').split(''));
  return changed === undefined ? null : splice(sentence, at, at + 1, changed);
}

function changeDate(sentence: string, pick: Pick): string | null {
  const date = pick(findDates(sentence));
  if (!date) return null;
  const written = sentence.slice(date.start, date.end);
  const digits = pick([...written.matchAll(/\d+/g)]);
  if (!digits) return null;
  const value = Number(digits[0]);
  const other =
    value > 31 ? value + (pick([-2, -1, 1, 3]) ?? 1) : value === 1 ? 2 : value > 12 ? value - 2 : value - 1;
  const at = date.start + digits.index;
  return splice(sentence, at, at + digits[0].length, String(other));
}

const unitChanges: readonly (readonly [from: string, to: string])[] = [
  ['个百分点', '%'],
  ['個百分點', '%'],
  ['%', '个百分点'],
  ['万亿元', '亿元'],
  ['亿元', '万元'],
  ['億元', '萬元'],
  ['万元', '亿元'],
  ['萬元', '億元'],
  ['美元', '欧元'],
  ['欧元', '美元'],
  ['歐元', '美元'],
  ['万平方米', '平方米'],
  ['平方米', '亩'],
  ['萬平方米', '平方米'],
  ['公里', '米'],
  ['小时', '天'],
  ['小時', '天'],
  ['天', '个月'],
  ['万件', '件'],
  ['萬件', '件'],
  ['万单', '单'],
];

function changeUnit(sentence: string, pick: Pick): string | null {
  const places = unitChanges.flatMap(([from, to]) =>
    [...sentence.matchAll(new RegExp(`(?<=\\d)${from}`, 'g'))].map(({ index }) => ({ index, from, to })),
  );
  const place = pick(places);
  return place ? splice(sentence, place.index, place.index + place.from.length, place.to) : null;
}

function changeName(sentence: string, names: readonly NameList[], pick: Pick): string | null {
  const places = names.flatMap((list) =>
    list.filter((name) => sentence.includes(name)).map((name) => ({ name, list })),
  );
  const place = pick(places);
  if (!place) return null;
  const other = pick(place.list.filter((name) => !sentence.includes(name)));
  return other === undefined ? null : sentence.replaceAll(place.name, other);
}

const negationChanges: readonly (readonly [from: string, to: string])[] = [
  ['增长', '下降'],
  ['增長', '下降'],
  ['下降', '增长'],
  ['提高', '降低'],
  ['提升', '降低'],
  ['增加', '减少'],
  ['减少', '增加'],
  ['缩短', '延长'],
  ['高于', '低于'],
  ['超过', '不足'],
  ['不足', '超过'],
  ['首次', '再次'],
  ['免征', '征收'],
  ['尚未', '已经'],
  ['没有', '有'],
  ['沒有', '有'],
  ['不含', '包含'],
  ['不再', '仍然'],
  ['无需', '需要'],
  ['无须', '必须'],
  ['不必', '必须'],
  ['宣布', '没有宣布'],
  ['实施', '未实施'],
  ['施行', '没有施行'],
  ['设立', '没有设立'],
  ['设在', '没有设在'],
  ['驶出', '未驶出'],
  ['提醒', '从不提醒'],
  ['建议', '不建议'],
  ['选择', '没有选择'],
  ['租下', '没有租下'],
  ['处理', '没有处理'],
  ['成立于', '并非成立于'],
  ['恢复', '没有恢复'],
  ['开通', '没有开通'],
  ['亏损', '盈利'],
];

function changeNegation(sentence: string, pick: Pick): string | null {
  const places = negationChanges.flatMap(([from, to]) => {
    const index = sentence.indexOf(from);
    // 不超过 is not to become 不不足.
    return index < 0 || '不未没免'.includes(sentence.charAt(index - 1) || ' ') ? [] : [{ index, from, to }];
  });
  const place = pick(places);
  return place ? splice(sentence, place.index, place.index + place.from.length, place.to) : null;
}

/** Another figure of the passage with the same unit in the place of one of the sentence. */
function swapNumber(sentence: string, passage: string, pick: Pick): string | null {
  const amounts = (text: string) =>
    findNumbers(text)
      .filter(({ kind, unit }) => kind === 'quantity' && unit !== '')
      .map((mention) => ({
        ...mention,
        canonical: canonicalNumber(mention),
        written: text.slice(mention.start, mention.end),
      }));
  const others = amounts(passage);
  const pairs = amounts(sentence).flatMap((own) =>
    others
      .filter(
        ({ unit, canonical, approximate }) =>
          unit === own.unit && canonical !== own.canonical && approximate === own.approximate,
      )
      .map((other) => ({ own, other })),
  );
  const pair = pick(pairs);
  return pair ? splice(sentence, pair.own.start, pair.own.end, pair.other.written) : null;
}

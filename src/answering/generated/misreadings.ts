import { findFigures, type Figure } from '../verification/figures.js';
import { analyse, type Statement, type Term } from '../verification/statement.js';
import { level } from '../verification/tags.js';
import { isTakenOver } from './taken-over.js';

/** How a sentence with the words and figures of its source says something else. */
export type Misreading =
  | 'address'
  | 'bound'
  | 'comparison'
  | 'difference'
  | 'limit'
  | 'plan'
  | 'speech'
  | 'standard'
  | 'subject'
  | 'superlative'
  | 'universal';

/**
 * Looks a second time at a sentence that the words and figures of its quotes seem to carry, for what language models get
 * wrong with the right words: 最高 become 至少, 43% become all, 高1500元 become 1500元, what something is compared with become
 * what is spoken of. Linear in the length of both, but for the few figures and words of a sentence.
 * @returns null where nothing speaks against it
 */
export function misreadingOf(sentence: string, quotes: readonly string[]): Misreading | null {
  const claim = partsOf(sentence);
  const said = quotes.map(partsOf);
  for (const [misreading, test] of tests) if (test(claim, said)) return misreading;
  return null;
}

interface Parts {
  /** Levelled. */
  readonly text: string;
  readonly figures: readonly Figure[];
  readonly statements: readonly Statement[];
}

type Test = (claim: Parts, quotes: readonly Parts[]) => boolean;

function partsOf(given: string): Parts {
  const text = level(given);
  return { text, figures: findFigures(text), statements: analyse(given) };
}

/** Web and mail addresses that no quote has. */
const hasOwnAddress: Test = ({ text }, quotes) =>
  [...text.matchAll(/(?:https?:\/\/|www\.)[^\s，。；、）)]{1,200}|[\w.-]{1,64}@[\w-]{1,64}\.\w{2,10}/g)].some(
    ([address]) => !quotes.some((quote) => quote.text.includes(address)),
  );

/** Whether what somebody says in the quotes, or a letter that they show, is told as a fact: an instruction among others. */
const isSpeechOtherwise: Test = ({ text }, quotes) =>
  !/[“「『]|[说称]|表示|认为|指出|介绍|回忆|坦言/.test(text) &&
  quotes.some((quote) =>
    [...quote.text.matchAll(/[“「『]([^”」』]{1,2000})/g)].some(([, speech = '']) =>
      isTakenOver(text, speech),
    ),
  );

/** Words for all of a kind, or none, beside the words that bear them out. */
const universals: readonly (readonly [claimed: RegExp, borneOut: RegExp])[] = [
  [/所有|全部|全体|一律|无一|任何/, /所有|全部|全体|一律|无一|任何|每|都|均|皆|各|凡|全|不论|无论/],
  [/从未|从不|从来|永远/, /从未|从不|从来|永远|一直|始终/],
  [/唯一/, /唯一/],
];
const isUniversal: Test = ({ text }, quotes) =>
  universals.some(
    ([claimed, borneOut]) => claimed.test(text) && !quotes.some((quote) => borneOut.test(quote.text)),
  );

const superlative = /最[高低多少大小长短快慢早晚贵强好]|居首|首位|第一(?![批次个列家座版至])/;
const isSuperlative: Test = ({ text }, quotes) =>
  superlative.test(text) && !quotes.some((quote) => /最|居首|首位|第一|冠|头号|上限|下限/.test(quote.text));

const comparisons: readonly (readonly [claimed: RegExp, borneOut: RegExp])[] = [
  [/更[高多大长快贵强]|高于|多于|大于|过半|超过半数/, /[高多大长快贵强增升涨]/],
  [/更[低少小短慢弱]|更便宜|低于|少于|小于/, /[低少小短慢弱减降跌缩]|便宜|不到|不足|只/],
  [/反而/, /反而|却|但/],
];
const isComparison: Test = ({ text }, quotes) =>
  comparisons.some(
    ([claimed, borneOut]) => claimed.test(text) && !quotes.some((quote) => borneOut.test(quote.text)),
  );

/** Whether a figure is bounded from below in the claim and from above in every quote that has it, or the reverse. */
const isBoundOtherwise: Test = (claim, quotes) =>
  claim.figures.some((figure) => {
    const bound = boundAt(claim.text, figure);
    if (bound === null) return false;
    const there = sameFigures(figure, quotes).map(([text, same]) => boundAt(text, same));
    return there.length > 0 && there.every((other) => other !== null && other !== bound);
  });

/** Whether a limit (最高可补助8万元) is told as what everyone gets. */
const isLimitOtherwise: Test = (claim, quotes) =>
  !/最高|最多|至多|不超过|上限|封顶|以内|以下|之内|不足|不到/.test(claim.text) &&
  claim.figures.some((figure) => {
    const there = sameFigures(figure, quotes);
    return (
      there.length > 0 &&
      there.every(([text, { start }]) =>
        /(?:最高|最多|至多|不超过|上限)\D{0,6}$/.test(
          lastClause(text.slice(Math.max(0, start - boundReach), start)),
        ),
      )
    );
  });

/** Whether what every quote expects is told as done: 预计增设第三座仓. */
const isPlanOtherwise: Test = ({ text }, quotes) =>
  /已|如期/.test(text) &&
  !expected.test(text) &&
  quotes.length > 0 &&
  quotes.every((quote) => expected.test(quote.text) && !/已|如期/.test(quote.text));
const expected = /预计|预期|计划|打算|有望|力争|争取|准备|拟(?!定)|目标|将(?!近)|明年|下一步/;

/** Up to so many characters stand between 最高 and its figure: 最高赔付2万元. */
const boundReach = 12;

function boundAt(text: string, { start, end }: Figure): 'from above' | 'from below' | null {
  const before = lastClause(text.slice(Math.max(0, start - boundReach), start));
  const behind = firstClause(text.slice(end, end + boundReach));
  const own = text.slice(start, end);
  if (/^[^\d]{0,6}以上|^[^\d]{0,4}或更多/.test(behind) || own.endsWith('以上')) return 'from below';
  if (/^[^\d]{0,6}(?:以下|以内|之内)/.test(behind) || /以下$|以内$|之内$/.test(own)) return 'from above';
  if (/(?:至多|最多|最高|不超过|不高于|不多于|上限)\D{0,6}$|(?:不足|不到|低于|少于|未满)$/.test(before))
    return 'from above';
  if (/(?:至少|不少于|不低于|不下|起码|最低|最少)\D{0,6}$|(?:超过|逾|突破|高于|多于)$/.test(before))
    return 'from below';
  return null;
}

/** Whether a figure by which something changed or differs (再高1500元) is told as what it is (为1500元), or the reverse. */
const isDifferenceOtherwise: Test = (claim, quotes) =>
  claim.figures.some((figure) => {
    if (figure.measure === 'date') return false;
    const there = sameFigures(figure, quotes).map(([text, same]) => standingOf(text, same));
    if (there.length === 0) return false;
    const own = standingOf(claim.text, figure);
    if (own === 'difference') return there.every((standing) => standing === 'end');
    const clause = lastClause(claim.text.slice(0, figure.start)) + firstClause(claim.text.slice(figure.end));
    return !/[增减升降涨跌高低多少差幅快慢延缩扩贵]/.test(clause) && there.every((s) => s === 'difference');
  });

const difference =
  /(?:增加|增长|提高|提升|上升|上涨|上调|下降|减少|降低|下跌|回落|缩短|延长|(?<![至最不])[高多少低]|高出|贵|便宜|[快慢涨跌])了?$/;
const endOfChange =
  /(?:[增减升降涨跌]|增加|增长|提高|提升|上升|上涨|下降|减少|降低|缩短|延长)(?:至|到|为)了?$/;

function standingOf(text: string, { start }: Figure): 'difference' | 'end' | null {
  const before = lastClause(text.slice(Math.max(0, start - 12), start)).replace(
    /(?:约|近|逾|超过|大约)$/,
    '',
  );
  if (endOfChange.test(before)) return 'end';
  return difference.test(before) ? 'difference' : null;
}

const standardBefore = /(?:[比较]|不如|而不是|而非|并非|不是)$/;

/** Whether what every quote only compares with, or says not to be meant, is spoken of: 比汉堡低. */
const isStandardOtherwise: Test = (claim, quotes) =>
  claim.statements.some((statement) =>
    statement.terms.some((term) => {
      if (term.name === null || term.text.length < 2) return false;
      if (standardBefore.test(claim.text.slice(Math.max(0, term.start - 4), term.start))) return false;
      const before = quotes.flatMap(({ text }) => textsBefore(text, term.text));
      return before.length > 0 && before.every((text) => standardBefore.test(text));
    }),
  );

/** What stands before each place of a word, 4 characters of it; of the first 50 places. */
function textsBefore(text: string, word: string): string[] {
  const texts: string[] = [];
  for (let at = text.indexOf(word); at >= 0 && texts.length < 50; at = text.indexOf(word, at + word.length))
    texts.push(text.slice(Math.max(0, at - 4), at));
  return texts;
}

/** What stands for any name that was given before. */
const stoodFor = new Set(['公司', '企业', '集团', '记者', '本报', '学院', '学校', '厂家', '卖家', '中心']);

/** Whether somebody whom no quote names does what in the quotes somebody else does. */
const isOfOtherSubject: Test = (claim, quotes) =>
  claim.statements.some((statement) =>
    statement.terms.some((verb) => {
      if (verb.kind !== 'v') return false;
      const subject = subjectOf(verb, statement);
      if (!subject?.name || subject.text.length < 2) return false;
      if (quotes.some(({ text }) => text.includes(subject.text))) return false;
      const others = quotes.flatMap((quote) =>
        quote.statements.flatMap((said) =>
          said.terms.flatMap((term) => (term.text === verb.text ? (subjectOf(term, said) ?? []) : [])),
        ),
      );
      return others.length > 0 && others.every((other) => isOther(other, claim.text));
    }),
  );

function isOther({ text }: Term, claim: string): boolean {
  return text.length >= 2 && !stoodFor.has(text) && !claim.includes(text);
}

/** The noun before a verb in its clause; null where another verb or nothing stands between. */
function subjectOf(verb: Term, { terms }: Statement): Term | null {
  const before = terms[terms.indexOf(verb) - 1];
  return before?.clause === verb.clause && /^n|^x|^j/.test(before.kind) ? before : null;
}

function sameFigures(figure: Figure, quotes: readonly Parts[]): (readonly [text: string, Figure])[] {
  return quotes.flatMap(({ text, figures }) =>
    figures.filter(({ canonical }) => canonical === figure.canonical).map((same) => [text, same] as const),
  );
}

function lastClause(text: string): string {
  return /[^，；。：、,]*$/.exec(text.slice(-60))?.[0] ?? '';
}

function firstClause(text: string): string {
  return /^[^，；。：、,]*/.exec(text)?.[0] ?? '';
}

const tests: readonly (readonly [Misreading, Test])[] = [
  ['address', hasOwnAddress],
  ['speech', isSpeechOtherwise],
  ['universal', isUniversal],
  ['superlative', isSuperlative],
  ['comparison', isComparison],
  ['bound', isBoundOtherwise],
  ['limit', isLimitOtherwise],
  ['plan', isPlanOtherwise],
  ['difference', isDifferenceOtherwise],
  ['standard', isStandardOtherwise],
  ['subject', isOfOtherSubject],
];

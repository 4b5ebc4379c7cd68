import type { Claim } from './verify-claims.js';
import type { Source, SourceDocument } from './verify-passages.js';
import type { SupportReason } from './verify-reasons.js';
import type { Term } from './verify-statement.js';

/**
 * Whether a claim names someone or something that its source does not speak of: `name-missing`, when the article never
 * does, `name-differs`, when the source names another of the kind in its place.
 */
export function nameProblem(claim: Claim, source: Source, document: SourceDocument): SupportReason | null {
  for (const term of claim.terms) {
    if (term.name === null || present(term, document)) continue;
    if (term.name === 'known' || !composed(term, document)) return 'name-missing';
  }
  for (const term of claim.terms) {
    if (term.name === null || term.text === '中国' || source.statement.text.includes(term.text)) continue;
    if (term.keys.some((key) => source.keys.has(key))) continue;
    if (document.names.has(term.text) && replaced(term, claim, source, document)) return 'name-differs';
  }
  return null;
}

function present(term: Term, document: SourceDocument): boolean {
  if (term.text === '中国') return true;
  return document.text.includes(term.text) || term.keys.slice(1).some((key) => document.keys.has(key));
}

/** A word of no dictionary that is put together from characters of the article is no name: 涨了, 租下. */
function composed(term: Term, document: SourceDocument): boolean {
  if (surnames.has(term.text.charAt(0)) && term.text.length === 3) return false;
  let held = 0;
  for (const unit of term.text) if (document.text.includes(unit)) held++;
  return held >= Math.max(2, term.text.length - 1);
}

const surnames = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文岳柯尤鲍季柳苗',
);

/** Whether the source names another of the kind where the claim has this one, and does not speak of this one. */
function replaced(term: Term, claim: Claim, source: Source, document: SourceDocument): boolean {
  const kind = term.kind;
  return source.statement.terms.some(
    (other) =>
      document.names.has(other.text) &&
      other.kind === kind &&
      !claim.terms.some(({ text }) => text.includes(other.text) || other.text.includes(text)),
  );
}

import { isHan } from './character-classes.js';
import { isTwoCharacterWord } from './character-frequency.js';
import { applyEdits, type CleanText, type Edit } from './edits.js';
import { readShiftedRun, type ShiftedRun } from './gbk-runs.js';
import { gbkCharacter, gbkCode } from './gbk-table.js';
import type { GlossEvidence } from './glosses.js';

/** What stands for a character that a lost byte leaves open. */
const unknownCharacter = '\ufffd';
/** Runs of one article whose lost characters are looked for; no real one has nearly as many. */
const mostJudged = 1000;
/** Every value that a byte of a two-byte character can take. */
const codes = Array.from({ length: 0xfe - 0x3f }, (_, index) => index + 0x40);
/** Marks that end a word or phrase for certain. */
const phraseEnds = ['。', '，', ',', '、', '；', ';', '：', '！', '!', '”', '“', '》', '）', ')', '\n'];

/**
 * Restores text that was encoded in GBK and then read one byte off between two lost bytes: the `?` of
 * `“品牌出?!钡臅r代` took a byte, everything after it is made of second and first bytes, and the `r` is the second byte
 * of 時. What whole bytes prove is restored (`gbk-shift-repaired`). The characters at the ends of a run have lost a
 * byte; they are filled in only when the article itself proves them, else they become U+FFFD
 * (`gbk-shift-unrepaired`). Healthy text, with `?!` or without, is left alone.
 */
export function repairGbkShift(clean: CleanText, glosses: GlossEvidence): CleanText {
  const { text } = clean;
  const runs: ShiftedRun[] = [];
  for (const match of text.matchAll(/[?？\ufffd]/g)) {
    if (match.index < (runs.at(-1)?.end ?? 0)) continue;
    const run = readShiftedRun(text, match.index);
    if (run) runs.push(run);
  }
  if (runs.length === 0) return clean;
  const article = new ArticleEvidence(text, runs, glosses);
  return applyEdits(
    clean,
    runs.flatMap((run, i) => editsFor(run, i < mostJudged ? article : null)),
  );
}

function editsFor(run: ShiftedRun, article: ArticleEvidence | null): Edit[] {
  const first = article?.firstCharacter(run) ?? null;
  const last = run.lastLead === null ? '' : (article?.lastCharacter(run) ?? null);
  const edits: Edit[] = [];
  const restored = (first ?? '') + run.body + (last ?? '');
  // Where one end stays open, the bytes that are proven begin or end inside the run as it was written.
  const bodyStart = first === null ? run.bodyStart : run.start;
  const bodyEnd = last === null ? Math.max(bodyStart, run.closing) : run.end;
  if (first === null) {
    edits.push({
      start: run.start,
      end: run.bodyStart,
      replacement: unknownCharacter,
      kind: 'gbk-shift-unrepaired',
    });
  }
  edits.push({ start: bodyStart, end: bodyEnd, replacement: restored, kind: 'gbk-shift-repaired' });
  if (last === null) {
    edits.push({ start: bodyEnd, end: run.end, replacement: unknownCharacter, kind: 'gbk-shift-unrepaired' });
  }
  return edits;
}

/** Finds out from the rest of the article which character stood where a byte was lost. */
class ArticleEvidence {
  /** Every two and three characters in a row of the undamaged text. */
  private readonly grams = new Set<string>();

  constructor(
    private readonly text: string,
    runs: readonly ShiftedRun[],
    private readonly glosses: GlossEvidence,
  ) {
    let from = 0;
    for (const run of runs) {
      this.gather(from, run.start);
      from = run.end;
    }
    this.gather(from, text.length);
  }

  firstCharacter(run: ShiftedRun): string | null {
    const before = this.text.slice(Math.max(0, run.start - 2), run.start);
    const glossed =
      run.cutGloss === null ? null : this.byCutGloss(run.cutGloss, before.slice(-1), run.firstTrail);
    if (glossed !== null) return glossed;
    const candidates = codes.flatMap((lead) => gbkCharacter(lead, run.firstTrail) ?? []);
    const next = run.body.slice(0, 2);
    return (
      this.byRepetition(before, candidates, next) ??
      (candidates.includes('。') && this.isSentenceEnd(run.start, before, candidates, next) ? '。' : null)
    );
  }

  lastCharacter(run: ShiftedRun): string | null {
    const before = (this.text.slice(Math.max(0, run.start - 1), run.start) + run.body).slice(-2);
    const candidates = codes.flatMap((trail) => gbkCharacter(run.lastLead ?? 0, trail) ?? []);
    const next = this.text.slice(run.end, run.end + 2);
    // The closing mark took two bytes: half a character, and perhaps the digit or letter after it. Only where it was
    // the `<` of a tag, or the line ends, is nothing missing.
    if (run.end === run.closing + 1 && !/^(?:\s|$)/.test(next)) return null;
    // A quotation that the paragraph opened and that nothing else can close.
    const closesQuote = candidates.includes('”') && /^(?:\s|$)/.test(next) && this.quoteOpenBefore(run);
    return closesQuote ? '”' : this.byRepetition(before, candidates, next);
  }

  private gather(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      for (const length of [2, 3]) {
        if (i + length <= to) this.grams.add(this.text.slice(i, i + length));
      }
    }
  }

  /**
   * A gloss put between the bytes: `當?shù)` was 當 (AE 94) and 的 (B5 C4), whose middle bytes 94 B5 were taken for 數
   * and glossed. The character that the article glosses so, and whose first byte ends the one before, has the lost
   * byte as its second.
   */
  private byCutGloss(spelled: string, before: string, firstTrail: number): string | null {
    const trailBefore = (gbkCode(before) ?? 0) & 0xff;
    const found = new Set<string>();
    for (const glossed of this.glosses.charactersOf.get(spelled) ?? []) {
      const code = gbkCode(glossed);
      if (code === undefined || code >> 8 !== trailBefore) continue;
      const character = gbkCharacter(code & 0xff, firstTrail);
      if (character !== undefined) found.add(character);
    }
    return onlyOne([...found]);
  }

  /**
   * The one candidate that the article has elsewhere in the same place: before a mark, after the same character and
   * before the same mark, or some mark; before a character, with the same two on either side.
   */
  private byRepetition(before: string, candidates: readonly string[], after: string): string | null {
    const previous = before.slice(-1);
    const next = after.slice(0, 1);
    if (previous === '' || next === '') return null;
    const between = candidates.filter((candidate) => this.grams.has(previous + candidate + next));
    if (isHan(next)) {
      const same = (candidate: string) =>
        this.grams.has(before + candidate) && this.grams.has(candidate + after);
      return onlyOne(between.filter(same));
    }
    if (between.length > 0) return onlyOne(between);
    const ending = candidates.filter(
      (candidate) => isHan(candidate) && this.endsPhrase(previous + candidate),
    );
    return isHan(previous) ? onlyOne(ending) : null;
  }

  private endsPhrase(pair: string): boolean {
    return phraseEnds.some((mark) => this.grams.has(pair + mark));
  }

  /**
   * A full stop is certain before a quotation mark when nothing else that GBK has with this second byte can stand
   * there: after a digit or sign, or at the end of a quotation that has clauses in it, where no candidate makes a
   * word of the dictionary or a phrase of the article.
   */
  private isSentenceEnd(start: number, before: string, candidates: readonly string[], next: string): boolean {
    if (!/^[“”]/.test(next)) return false;
    const previous = before.slice(-1);
    if (!isHan(previous)) return /[\d%％）)》a-zA-Z]/.test(previous);
    const continues = (candidate: string) =>
      isHan(candidate) && (this.endsPhrase(previous + candidate) || isTwoCharacterWord(previous + candidate));
    if (candidates.some(continues)) return false;
    if (next.startsWith('“')) return true;
    const quoted = this.text.slice(Math.max(0, start - 300), start);
    const opened = quoted.lastIndexOf('“');
    return (
      opened >= 0 && !quoted.includes('”', opened) && /[，,；;。][^，,；;。]{4,}$/u.test(quoted.slice(opened))
    );
  }

  private quoteOpenBefore(run: ShiftedRun): boolean {
    // The character that lost its first byte may itself have been the closing mark.
    if (run.firstTrail === ((gbkCode('”') ?? 0) & 0xff)) return false;
    const near = this.text.slice(Math.max(0, run.start - 300), run.start);
    const paragraph = near.slice(near.lastIndexOf('\n') + 1);
    const marks = (paragraph + run.body).match(/[“”]/g) ?? [];
    return marks.at(-1) === '“';
  }
}

function onlyOne(characters: readonly string[]): string | null {
  return characters.length === 1 ? (characters[0] ?? null) : null;
}

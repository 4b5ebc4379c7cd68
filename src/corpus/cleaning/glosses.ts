import { toSimplified } from '../../text/fold.js';
import { logFrequency } from './character-frequency.js';
import { EditList } from './edit-list.js';
import { applyEdits, type CleanText } from './edits.js';
import { readSyllable, type Syllable } from './pinyin.js';

/** What the glosses of an article say about it: needed to judge single ones, and to restore damaged text. */
export interface GlossEvidence {
  /** The article is glossed throughout, as some crawlers leave it; a reader's note on a rare character is not that. */
  readonly throughout: boolean;
  /** Spelled syllable with its tone → the characters that carry it here. */
  readonly charactersOf: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Gloss {
  readonly character: string;
  readonly syllable: Syllable;
  readonly start: number;
  readonly end: number;
}

/** Tone-marked glosses, half of them of common characters, from which an article counts as glossed throughout. */
const glossedThroughout = 3;
/** Among the two to three thousand most frequent characters: nobody needs to be told how they are read. */
const commonCharacter = Math.log(1 / 20_000);

/** Common characters with several readings: a lone gloss after one of these may well be meant for the reader. */
const heteronyms = new Set(
  '乐行重长朝数调传曾单盛参差强盖尉宿省卒薄降藏率朴解仇区任华纪燕应洗员查种佟召翟令覃褚万俟谷浒蔚阿埔堡会渑长叶校还得地着发为了给看间当相便处分供好号喝和荷横划假结禁尽卷觉卡空累量落没蒙模难宁弄炮喷铺奇铅切曲绕散丧色煞扇舍什识属说似提挑通吐系吓巷鲜削血压要钻载涨扎折中轧转作',
);

/** Characters whose gloss has no tone mark because they are unstressed. */
const neutral = new Map(
  Object.entries({
    们: 'men',
    么: 'me',
    吗: 'ma',
    呢: 'ne',
    吧: 'ba',
    着: 'zhe',
    个: 'ge',
    了: 'le',
    的: 'de',
    地: 'de',
    得: 'de',
    过: 'guo',
    里: 'li',
    头: 'tou',
    边: 'bian',
    后: 'hou',
  }),
);

/**
 * Finds what looks like a pinyin gloss: one syllable in round brackets straight after a Han character (a space
 * before the bracket or inside the syllable is the crawler's). Bounded look-ahead: linear in the text.
 */
function candidates(text: string): Gloss[] {
  const found: Gloss[] = [];
  for (const match of text.matchAll(/[(（]([^()（）\n]{1,12})[)）]/g)) {
    let start = match.index;
    if (/[ \t\u00a0\u3000]/.test(text[start - 1] ?? '')) start--;
    const character = text[start - 1] ?? '';
    // In a run that was read one byte off, a letter may be all that is left of the character: `嘘P(guān)`.
    const letterOfRun = /[@-~]/.test(character) && /[\p{Script=Han}\p{Co}]/u.test(text[start - 2] ?? '');
    if (!letterOfRun && !/\p{Script=Han}/u.test(character)) continue;
    const syllable = readSyllable(match[1] ?? '');
    if (syllable) found.push({ character, syllable, start, end: match.index + match[0].length });
  }
  return found;
}

/**
 * Removes pinyin glosses (`東風(fēng)` → `東風`) and keeps real brackets (`中国(China)`, `他(he)说`, `(试行)`).
 * In an article glossed throughout every gloss with a tone mark goes, and a toneless one where it is the known
 * reading. Elsewhere a gloss goes only from a common character with one reading: `涿（zhuō）州` and
 * `重（chóng）庆` tell the reader something.
 */
export function removeGlosses(clean: CleanText): {
  readonly clean: CleanText;
  readonly evidence: GlossEvidence;
} {
  const found = candidates(clean.text);
  const toned = found.filter((gloss) => gloss.syllable.hasTone);
  const charactersOf = new Map<string, Set<string>>();
  for (const { character, syllable } of toned) {
    const characters = charactersOf.get(syllable.spelled) ?? new Set();
    charactersOf.set(syllable.spelled, characters.add(character));
  }
  const throughout = isGlossedThroughout(toned);
  const readings = new Set(toned.map(({ character, syllable }) => character + syllable.toneless));
  const edits = new EditList('gloss-removed');
  for (const gloss of found) {
    const { character, syllable } = gloss;
    const goes = throughout
      ? syllable.hasTone ||
        neutral.get(toSimplified(character)) === syllable.toneless ||
        readings.has(character + syllable.toneless)
      : syllable.hasTone && !heteronyms.has(toSimplified(character)) && isCommon(character);
    if (goes) edits.add(gloss.start, gloss.end, '');
  }
  return { clean: applyEdits(clean, edits.edits), evidence: { throughout, charactersOf } };
}

function isGlossedThroughout(toned: readonly Gloss[]): boolean {
  if (toned.length < glossedThroughout) return false;
  const common = toned.filter(({ character }) => isCommon(character)).length;
  return common * 2 >= toned.length;
}

function isCommon(character: string): boolean {
  return logFrequency(character) > commonCharacter;
}

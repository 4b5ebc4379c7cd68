/** The syllables of Mandarin by their initial; `ü` stays `ü` after l and n. */
const finalsOf: Record<string, string> = {
  '': 'a ai an ang ao e ei en eng er o ou',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing o ong ou u uan ue un',
  w: 'a ai an ang ei en eng o u',
};

const syllables = new Set(
  Object.entries(finalsOf).flatMap(([initial, finals]) => finals.split(' ').map((final) => initial + final)),
);

/** Macron, acute, caron, grave; breve is often written for caron. */
const toneMarks = /[\u0304\u0301\u030c\u0300\u0306]/g;

export interface Syllable {
  /** Lower case, composed, without spaces: `lǜ`. */
  readonly spelled: string;
  /** The same without its tone: `lü`. */
  readonly toneless: string;
  readonly hasTone: boolean;
}

/** Reads a pinyin syllable, with or without tone mark, split by spaces or not; null when it is none. */
export function readSyllable(written: string): Syllable | null {
  const spelled = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '')
    .replaceAll('ɡ', 'g')
    .replaceAll('ɑ', 'a')
    .normalize('NFC');
  const decomposed = spelled.normalize('NFD');
  const tones = decomposed.match(toneMarks)?.length ?? 0;
  if (tones > 1) return null;
  const toneless = decomposed.replace(toneMarks, '').normalize('NFC').replaceAll('v', 'ü');
  return syllables.has(toneless) ? { spelled, toneless, hasTone: tones === 1 } : null;
}

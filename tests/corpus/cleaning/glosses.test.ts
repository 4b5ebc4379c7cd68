import { describe, expect, it } from 'vitest';
import { untouched } from '../../../src/corpus/cleaning/edits.js';
import { removeGlosses } from '../../../src/corpus/cleaning/glosses.js';
import { readSyllable } from '../../../src/corpus/cleaning/pinyin.js';

const unglossed = (text: string) => removeGlosses(untouched(text)).clean.text;
/** An article that a crawler glossed throughout. */
const throughout = '商務(wù)部發(fā)布數(shù)據(jù)，經(jīng)濟(jì)回升。';

describe('removeGlosses', () => {
  it.each([
    ['in a heading of its own', '東風(fēng)', '東風'],
    ['inside words', '產(chǎn)業(yè)帶進(jìn)出口', '產業帶進出口'],
    ['in full-width brackets', '風（fēng）起', '風起'],
    ['with ü', '綠（lǜ）色戰（zhàn）略與呂（lǚ）氏', '綠色戰略與呂氏'],
    ['split by a space', '產(chǎ n)業 (yè)進( jìn )', '產業進'],
    ['with decomposed accents', '業(ye\u0300)與風(fe\u0304ng)', '業與風'],
    ['in full-width letters', '風(ｆēｎｇ)', '風'],
  ])('removes a gloss %s', (_name, raw, text) => {
    expect(unglossed(raw)).toBe(text);
  });

  it.each([
    'SaaS(软件即服务)',
    '工作指引(试行)',
    '(記者 王晶)',
    '欧盟(EU)与中国(China)',
    '他(he)说',
    '涿（zhuō）州市',
    '重（chóng）庆',
    '蒹葭(jiān jiā)苍苍',
    '《意见》(以下简称《意见》)',
    '“囧”(jiǒng)字',
    '吨(t)',
  ])('keeps %s', (text) => {
    expect(removeGlosses(untouched(text)).clean).toEqual({ text, repairs: [] });
  });

  it('keeps real brackets in an article glossed throughout', () => {
    const kept = '他(he)说，欧盟(EU)的SaaS(软件即服务)(试行)好(OK)';
    expect(unglossed(throughout + kept)).toBe(`商務部發布數據，經濟回升。${kept}`);
  });

  it('removes what few glosses would leave in doubt when the article is glossed throughout', () => {
    expect(unglossed(`${throughout}我們(men)調(diào)整涿(zhuō)州業務(wu)`)).toBe(
      '商務部發布數據，經濟回升。我們調整涿州業務',
    );
  });

  it('keeps the notes of an article about rare characters', () => {
    const poem = '囹(líng)圄(yǔ)之中，葳(wēi)蕤(ruí)生光。';
    expect(unglossed(poem)).toBe(poem);
  });

  it('tells an article with 600 glosses in few repairs, at the right place', () => {
    const { clean } = removeGlosses(untouched(`开头。${'產(chǎn)業(yè)'.repeat(300)}`));
    expect(clean.text).toBe(`开头。${'產業'.repeat(300)}`);
    expect(clean.repairs).toEqual([{ kind: 'gloss-removed', start: 4, end: 603 }]);
  });
});

describe('readSyllable', () => {
  it.each([
    ['fēng', 'feng', true],
    ['lǜ', 'lü', true],
    ['nv', 'nü', false],
    ['zhuang', 'zhuang', false],
    ['xiǎn', 'xian', true],
  ])('reads %s', (written, toneless, hasTone) => {
    expect(readSyllable(written)).toMatchObject({ toneless, hasTone });
  });

  it.each(['EU', 'China', 'fīēng', 'bueng', 'the', '', '12'])('refuses %s', (written) => {
    expect(readSyllable(written)).toBeNull();
  });
});

import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../../src/corpus/cleaning/clean-text.js';

/**
 * Does what the crawler did: encodes in GBK, loses the first byte of the character at `index` to a `?`, and reads on
 * one byte off until a Latin letter or a second `?` brings it back into step; then `！` and `，` are made half width.
 */
function damage(text: string, index: number): string {
  const before = text.slice(0, index);
  const bytes = iconv.encode(text.slice(index), 'gbk').subarray(1);
  let out = '';
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at]!;
    const trail = bytes[at + 1] ?? 0;
    if (lead < 0x80) break;
    if (trail < 0x40) {
      out += '?';
      at += 2;
      break;
    }
    out += new TextDecoder('gbk').decode(bytes.subarray(at, at + 2));
    at += 2;
  }
  const read = out + iconv.decode(bytes.subarray(at), 'gbk');
  return `${before}?${read}`.replaceAll('！', '!').replaceAll('，', ',');
}

const traditional = '這家企業去年在海外開設了二十個倉庫,員工說“工廠正走向世界各地的市場”，訂單增長很快。';
const simplified = '这家企业去年在海外开设了二十个仓库,员工说：“工厂正走向世界各地的市场”，订单增长很快。';

describe('repairGbkShift', () => {
  it('really damages the fixtures', () => {
    expect(damage('步入“品牌出海”的時代', 6)).toBe('步入“品牌出?!钡臅r代');
  });

  it('restores what whole bytes prove and flags the character that lost a byte', () => {
    const { text, repairs } = normaliseText(damage('中國電商步入“國貨出海”的時代', 10));
    expect(text).toBe('中國電商步入“國貨出\ufffd”的時代');
    expect(repairs).toEqual([
      { kind: 'gbk-shift-unrepaired', start: 10, end: 11 },
      { kind: 'gbk-shift-repaired', start: 11, end: 14 },
    ]);
  });

  it('fills the lost character in when the article has it elsewhere in the same place', () => {
    const { text, repairs } = normaliseText(
      `他們談“品牌出海”很久了。\n${damage('電商步入“品牌出海”的時代', 8)}`,
    );
    expect(text).toBe('他們談“品牌出海”很久了。\n電商步入“品牌出海”的時代');
    expect(repairs.map(({ kind }) => kind)).toEqual(['gbk-shift-repaired']);
  });

  it('fills in a full stop between a figure and a quotation mark', () => {
    const text = '日均訂單量同比增長160%。“快手電商在跨境業務方面發力”';
    expect(normaliseText(damage(text, text.indexOf('。'))).text).toBe(text);
  });

  it('closes a quotation before the tag whose bracket was swallowed', () => {
    const whole = '人們談“品牌出海”。\n從“產品出海”到“品牌出海”';
    const lost = damage(`${whole}</strong>`, whole.indexOf('海”到'));
    expect(lost).toMatch(/龊!\?\/strong>$/);
    expect(normaliseText(lost).text).toBe(whole);
  });

  it('never fills in what stood before a swallowed figure', () => {
    const { text } = normaliseText(damage('公司称二季度营收同比大幅增长，达到了350万元', 3));
    expect(text).toMatch(/增长，达到\ufffd50万元$/);
  });

  it('uses the gloss that was put between the bytes', () => {
    const article = '數(shù)據(jù)與業(yè)務(wù)都好。';
    // 當的: AE 94 B5 C4; 94 B5 was taken for 數 and glossed.
    const shifted = damage('適當的政策法律環境', 2).replace('?', '?shù)');
    expect(normaliseText(article + shifted).text).toBe('數據與業務都好。適當的政策法律環境');
  });

  it('reads characters of the user-defined areas and takes glosses out of the run', () => {
    const text = '”該公司有關負責人介紹';
    const shifted = damage(`國家。${text}`, 2);
    expect(shifted).toMatch(/[\ue000-\uf8ff]/);
    const glossed = shifted.replace('居嘘P負責', '居嘘P(guān)負(fù)責(zé)');
    expect(glossed).not.toBe(shifted);
    expect(normaliseText(`經(jīng)濟(jì)與業(yè)務(wù)。${glossed}`).text).toContain(text);
  });

  it.each([
    ['traditional', traditional, 0.45],
    ['simplified', simplified, 0.9],
  ])('restores runs in %s text wherever they begin', (_name, sentence, share) => {
    const folded = (text: string) => text.replaceAll('，', ',');
    const original = folded(sentence);
    let found = 0;
    let places = 0;
    for (let index = 3; index < sentence.length - 8; index++) {
      if (/[\x00-\x7f]/.test(sentence[index]!)) continue;
      places++;
      const { text, repairs } = normaliseText(damage(sentence, index));
      if (!repairs.some(({ kind }) => kind.startsWith('gbk-shift'))) continue;
      found++;
      const shape = folded(text)
        .split('\ufffd')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      expect(original).toMatch(new RegExp(`^${shape.join('.{1,2}')}$`, 'u'));
    }
    expect(found / places).toBeGreaterThan(share);
  });

  it('reads runs that were made traditional afterwards', () => {
    const shifted = damage('记者了解到，工厂走向世界各地的市场，订单增长很快A。', 6);
    const converted = shifted
      .replaceAll('龀', '齔')
      .replaceAll('钡', '鋇')
      .replaceAll('缃', '緗')
      .replaceAll('颍', '潁');
    const { text } = normaliseText(converted);
    expect(text).toContain('走向世界各地的市场');
  });

  it.each([
    '他喊道：“真的吗?!”“骗你干什么?!钱早花光了。”A组已经出发。',
    '真的?!对,真的!?那好吧?OK',
    '是“出海”还是“内销”？！答案见A版。',
    '谁来买单?钱从哪里来?IT之家记者问。',
    '散热模组包括4129mm?超大液冷VC散热片',
    '？？？什么情况？？？',
    '什么是饕餮?魑魅魍魉?都是传说。',
    'a?b=c&d?e',
  ])('leaves healthy text alone: %s', (text) => {
    expect(normaliseText(text)).toEqual({ text, repairs: [] });
  });

  it('leaves a rare word after marks alone', () => {
    for (const text of ['?!!钡餐?', '真的吗?!!钡餐?', '为什么要喝钡餐?!!钡餐?']) {
      expect(normaliseText(text).repairs.filter(({ kind }) => kind.startsWith('gbk-shift'))).toEqual([]);
    }
  });

  it('leaves healthy text alone however it asks', () => {
    const word = fc.constantFrom(
      ...'企业 市场 的 是 不是 海外 订单 增长 他说 “出海” ”的 。 ， ! ?! ? ？！ ？ 真的吗 A B股 Temu 2023年 鄂尔多斯 羊绒 臀部 饕餮 龃龉 怎么办 钡餐 電纜 國際 貿易 100% 《报告》 鳜鱼'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const kinds = normaliseText(words.join('')).repairs.map(({ kind }) => kind);
        expect(kinds.filter((kind) => kind.startsWith('gbk-shift'))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

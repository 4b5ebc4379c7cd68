import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalNumber, findNumbers } from '../../src/text/numbers.js';

/** Every figure as `[text] value unit kind`, with ~ where it is approximate. */
function read(text: string): string[] {
  return findNumbers(text).map(
    (m) =>
      `[${text.slice(m.start, m.end)}] ${m.approximate ? '~' : ''}${m.value}${m.unit && ` ${m.unit}`} ${m.kind}`,
  );
}

function canonicals(text: string): string[] {
  return findNumbers(text).map(canonicalNumber);
}

describe('amounts', () => {
  it.each([
    ['1万家', '10000家'],
    ['10000家', '10000家'],
    ['１万家', '10000家'],
    ['1萬家', '10000家'],
    ['一万家', '10000家'],
    ['壹万家', '10000家'],
    ['1 万家', '10000家'],
    ['10,000家', '10000家'],
    ['2.38万亿元', '2380000000000元'],
    ['2.38萬億元', '2380000000000元'],
    ['23,800亿元人民币', '2380000000000元'],
    ['￥2.38万亿', '2380000000000元'],
    ['6.28億', '628000000'],
    ['三千万', '30000000'],
    ['百亿', '10000000000'],
    ['1,841.2亿元', '184120000000元'],
    ['1亿2000万元', '120000000元'],
    ['一亿二千万元', '120000000元'],
    ['1万2000家', '12000家'],
    ['2万5千', '25000'],
    ['两万五', '25000'],
    ['两万零五', '20005'],
    ['四百五十三万八千', '4538000'],
    ['壹佰伍拾万元', '1500000元'],
    ['三点五亿', '350000000'],
    ['二〇三五', '2035'],
    ['零', '0'],
    ['0保证金', '0'],
    ['1.50倍', '1.5倍'],
    ['1/3', '1/3'],
    ['2/6', '1/3'],
    ['三分之一', '1/3'],
    ['1/2', '0.5'],
    ['一半', '0.5'],
    ['万分之三', '0.0003'],
    ['15.6%', '15.6%'],
    ['１５．６％', '15.6%'],
    ['百分之十五点六', '15.6%'],
    ['百分之15.6', '15.6%'],
    ['三成', '30%'],
    ['两成半', '25%'],
    ['15.6个百分点', '15.6个百分点'],
    ['15.6個百分點', '15.6个百分点'],
    ['8000TEU', '8000teu'],
    ['8000 标箱', '8000teu'],
    ['8GWh', '8000000000瓦时'],
    ['800万千瓦时', '8000000000瓦时'],
    ['5公里', '5000米'],
    ['5km', '5000米'],
    ['3年半', '3.5年'],
    ['1个半月', '1.5个月'],
    ['半年', '0.5年'],
    ['US$3.5亿', '350000000美元'],
    ['3.5亿美金', '350000000美元'],
    ['0.1', '0.1'],
    ['123456789012345678901234567890.12', '123456789012345678901234567890.12'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicals(text)).toEqual([canonical]);
    expect(findNumbers(text)[0]?.kind).toBe('quantity');
  });

  it('tells a share from a difference of shares, and units from one another', () => {
    expect(canonicals('15.6%')).not.toEqual(canonicals('15.6个百分点'));
    expect(canonicals('5万家')).not.toEqual(canonicals('5万个'));
    expect(canonicals('5万元')).not.toEqual(canonicals('5万美元'));
  });

  it('gives both ends of a range what is named once', () => {
    expect(canonicals('40%-50%')).toEqual(['40%', '50%']);
    expect(canonicals('3—5家')).toEqual(['3家', '5家']);
    expect(canonicals('3-5万家')).toEqual(['30000家', '50000家']);
    expect(canonicals('3000万至5000万元')).toEqual(['30000000元', '50000000元']);
    expect(canonicals('百分之三十到四十')).toEqual(['30%', '40%']);
    expect(canonicals('3家，5万人')).toEqual(['3家', '50000人']);
  });

  it('reads two digits in a row as both values', () => {
    expect(read('三四百家')).toEqual(['[三四百家] ~300 家 quantity', '[三四百家] ~400 家 quantity']);
    expect(canonicals('二三十万')).toEqual(['200000', '300000']);
    expect(canonicals('十五六岁')).toEqual(['15岁', '16岁']);
  });

  it('keeps a digit open that the text leaves open', () => {
    expect(canonicals('十几家')).toEqual(['1?家']);
    expect(canonicals('几十家')).toEqual(['?0家']);
    expect(canonicals('数百万元')).toEqual(['?000000元']);
    expect(canonicals('十几亿')).toEqual(['1?00000000']);
  });

  it('reads a minus sign, but not a hyphen or the dash of a range', () => {
    expect(canonicals('同比-5.2%')).toEqual(['-5.2%']);
    expect(canonicals('（-3.2亿元）')).toEqual(['-320000000元']);
    expect(canonicals('5-8')).toEqual(['5', '8']);
    expect(canonicals('长征-5号')).toEqual(['5号']);
  });
});

it.each([
  '10万+',
  '近5万名',
  '40多个',
  '约 300 家',
  '100余艘',
  '3年多',
  '三十多亿',
  '上百家',
  '20家左右',
  '5000元以上',
  '逾千人',
])('%s is approximate', (text) => {
  expect(findNumbers(text).map((m) => m.approximate)).toEqual([true]);
});

it.each(['近3年', '合约3份', '附近3家', '2022多媒体', '5万名'])('%s is exact', (text) => {
  expect(findNumbers(text).map((m) => m.approximate)).toEqual([false]);
});

describe('dates and times', () => {
  it.each([
    ['2022年9月19日', '@2022-09-19'],
    ['2022-09-19', '@2022-09-19'],
    ['2022/9/19', '@2022-09-19'],
    ['2022.9.19', '@2022-09-19'],
    ['２０２２年９月１９日', '@2022-09-19'],
    ['2022 年 9 月 19 日', '@2022-09-19'],
    ['二〇二二年九月十九日', '@2022-09-19'],
    ['2022年9月', '@2022-09'],
    ['2022-09', '@2022-09'],
    ['2022年', '@2022'],
    ['2022财年', '@2022'],
    ['2022年度', '@2022'],
    ['9月19日', '@--09-19'],
    ['9月19号', '@--09-19'],
    ['十一月', '@--11'],
    ['19日', '@---19'],
    ['14:54:07', '@14:54:07'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicals(text)).toEqual([canonical]);
  });

  it('completes a range of dates', () => {
    expect(canonicals('2019-2022年')).toEqual(['@2019', '@2022']);
    expect(canonicals('9-10月')).toEqual(['@--09', '@--10']);
    expect(canonicals('2022年9月1日至5日')).toEqual(['@2022-09-01', '@2022-09-05']);
    expect(canonicals('2022年9月28日至10月3日')).toEqual(['@2022-09-28', '@2022-10-03']);
  });

  it('tells a year from an amount', () => {
    expect(canonicals('2022年')).not.toEqual(canonicals('2022'));
    expect(read('98年')).toEqual(['[98年] 98 年 quantity']);
    expect(read('两千年')).toEqual(['[两千年] 2000 年 quantity']);
    expect(read('1980年代')).toEqual(['[1980年代] 1980 年代 quantity']);
    expect(read('3个月')).toEqual(['[3个月] 3 个月 quantity']);
    expect(read('30日元')).toEqual(['[30日元] 30 日元 quantity']);
    expect(read('13月')[0]).toContain('quantity');
  });
});

describe('what is no amount', () => {
  it.each([
    '进一步统一',
    '周三',
    '零售和零部件',
    '三农',
    '四川',
    '万科',
    '大陆万科',
    '队伍',
    '千万别去',
    '百家争鸣',
    '成百上千',
    '红十字会',
    '拼多多',
    '十分重要',
    '上半年',
  ])('%s holds no figure', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('marks names, ordinals and articles as such', () => {
    expect(read('C2M和A320')).toEqual(['[C2M] c2m code', '[A320] a320 code']);
    expect(read('第三方、第14届')).toEqual(['[第三] 3 ordinal', '[第14届] 14 届 ordinal']);
    expect(canonicals('一季度')).toEqual(canonicals('第1季度'));
    expect(read('一家公司')).toEqual(['[一家] 1 家 article']);
    expect(canonicals('一家')).toEqual(canonicals('1家'));
    expect(read('哪一年')).toEqual(['[一年] 1 年 article']);
    expect(read('版本1.2.3')).toEqual(['[1.2.3] 1.2.3 code']);
    expect(read('代码000001')).toEqual(['[000001] 000001 code']);
  });

  it('parts a name from the figure that is written on to it', () => {
    expect(canonicals('GDP15.6%')).toEqual(['15.6%']);
    expect(canonicals('TCL2022年')).toEqual(['@2022']);
    expect(canonicals('iPhone15')).toEqual(['iphone15']);
  });

  it('does not join figures across a full-width comma', () => {
    expect(canonicals('2019，500家')).toEqual(['2019', '500家']);
    expect(canonicals('12，500家')).toEqual(['12', '500家']);
  });
});

describe('properties', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 15n });

  it('any notation of a value is the same quantity', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom('', '家', '元', '名', '吨'), (value, unit) => {
        const expected = `${value}${unit}`;
        const grouped = value.toString().replace(/\B(?=(?:\d{3})+$)/g, ',');
        const wide = Array.from(value.toString(), (digit) =>
          String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
        ).join('');
        for (const written of [
          `${value}`,
          grouped,
          wide,
          inTens(value, 4, '万'),
          inTens(value, 8, '億'),
          inTens(value, 12, '万亿'),
        ]) {
          expect(canonicals(`共${written}${unit}。`), written).toEqual([expected]);
        }
      }),
    );
  });

  it('Chinese numerals are the same quantity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (value) => {
        expect(canonicals(`共${inHan(value)}家`)).toEqual([`${value}家`]);
      }),
      { numRuns: 500 },
    );
  });

  it('different values are different quantities', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        fc.pre(a !== b);
        expect(canonicals(inTens(a, 4, '万'))).not.toEqual(canonicals(`${b}`));
      }),
    );
  });

  it('offsets are in order and inside, whatever the text', () => {
    const characters = fc.constantFrom(
      ...'0123456789.,-/:%+一二三十百千万亿零半几数第年月日个家元多余约近分之点成aB$￥ ，。\u3000０％～\ud83d\udc4d\ud800'.split(
        '',
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 60 }), (text) => {
        let before = 0;
        for (const mention of findNumbers(text)) {
          expect(mention.start).toBeGreaterThanOrEqual(0);
          expect(mention.start).toBeGreaterThanOrEqual(before);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.end).toBeLessThanOrEqual(text.length);
          expect(mention.value).not.toMatch(/NaN|undefined|e\+/);
          before = mention.start;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

it.each(['1', '一', '三百', '1,', '1.', '1-', '1/', '第', '$1', 'a1', '9月', '零', '-'])(
  'takes a million of %s',
  (unit) => {
    const text = unit.repeat(1_000_000 / unit.length);
    expect(Array.isArray(findNumbers(text))).toBe(true);
  },
);

/** `value` in units of a power of ten, exactly: 12345 in 万 is 1.2345万. */
function inTens(value: bigint, power: number, sign: string): string {
  const digits = value.toString().padStart(power + 1, '0');
  const rest = digits.slice(-power).replace(/0+$/, '');
  return `${digits.slice(0, -power)}${rest && `.${rest}`}${sign}`;
}

/** Chinese numerals as they are read out: 10500 is 一万零五百. */
function inHan(value: number): string {
  const digits = '零一二三四五六七八九';
  const section = (part: number): string => {
    let out = '';
    let gap = false;
    for (const [step, sign] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(part / step) % 10;
      if (digit === 0) gap = out !== '';
      else {
        out += (gap ? '零' : '') + digits.charAt(digit) + sign;
        gap = false;
      }
    }
    return out;
  };
  let out = '';
  for (const [step, sign] of [
    [100_000_000, '亿'],
    [10_000, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(value / step) % 10_000;
    if (part === 0) continue;
    out += (out !== '' && part < 1000 ? '零' : '') + section(part) + sign;
  }
  return out;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate, findDates, parseDate } from '../../src/text/dates.js';

describe('parseDate', () => {
  it.each([
    ['2022-09-19', '2022-09-19'],
    ['2022-06-07 14:54:07 +0800', '2022-06-07'],
    ['2022-06-07T23:54:07Z', '2022-06-07'],
    ['2022-01-01T00:30:00.000+08:00', '2022-01-01'],
    ['Mon, 19 Sep 2022 16:59:10 GMT', '2022-09-19'],
    ['Mon, 19 Sep 2022 23:59:10 -1100', '2022-09-19'],
    ['September 19, 2022', '2022-09-19'],
    ['2022/9/19', '2022-09-19'],
    ['2022.09.19', '2022-09-19'],
    ['2022年9月19日', '2022-09-19'],
    ['2022年9月19號 上午', '2022-09-19'],
    ['二〇二二年九月十九日', '2022-09-19'],
    ['二○一九年十二月三十一日', '2019-12-31'],
    ['民國111年9月19日', '2022-09-19'],
    ['２０２２年９月１９日', '2022-09-19'],
    ['時間:2024-03-11', '2024-03-11'],
    ['发布时间：2023-08-1710:00', '2023-08-17'],
    ['更新于2023年，发布于2022-05-20', '2022-05-20'],
    ['20220919', '2022-09-19'],
    ['20220919162017', '2022-09-19'],
    ['1663606750', '2022-09-19'],
    ['1663606750000', '2022-09-19'],
    ['19/09/2022', '2022-09-19'],
    ['09/19/2022', '2022-09-19'],
  ])('%s is the day %s', (written, date) => {
    expect(parseDate(written)).toEqual({ date, precision: 'day' });
  });

  it.each([
    ['2022年9月', { date: '2022-09', precision: 'month' }],
    ['2022-09', { date: '2022-09', precision: 'month' }],
    ['2022/9', { date: '2022-09', precision: 'month' }],
    ['二〇二二年九月', { date: '2022-09', precision: 'month' }],
    ['2022年', { date: '2022', precision: 'year' }],
    ['2022', { date: '2022', precision: 'year' }],
  ])('%s keeps its precision', (written, expected) => {
    expect(parseDate(written)).toEqual(expected);
  });

  it.each([
    '',
    '2022-02-30',
    '2022-13-01',
    '2023年2月29日',
    '2022-00-10',
    '0001-01-01',
    '2999-01-01',
    '2999',
    '9月19日',
    '昨天',
    '03/04/2022',
    '123',
    '99999999999999999999',
  ])('%s is no date', (written) => {
    expect(parseDate(written)).toBeNull();
  });

  it('reads what it would write, for every day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(parseDate(day)).toEqual({ date: day, precision: 'day' });
          const [year, month, ofMonth] = day.split('-').map(Number) as [number, number, number];
          expect(parseDate(`${year}年${month}月${ofMonth}日`)).toEqual({ date: day, precision: 'day' });
        },
      ),
    );
  });
});

describe('findDates', () => {
  const found = (text: string) =>
    findDates(text).map(({ start, end, date, year, month, day }) => ({
      words: text.slice(start, end),
      date,
      parts: [year, month, day],
    }));

  it('finds dates of every precision with what they leave out', () => {
    expect(found('2022年6月签约，2023年投产；9月19日揭牌，去年6月試行。')).toEqual([
      { words: '2022年6月', date: '2022-06', parts: [2022, 6, null] },
      { words: '2023年', date: '2023', parts: [2023, null, null] },
      { words: '9月19日', date: null, parts: [null, 9, 19] },
      { words: '6月', date: null, parts: [null, 6, null] },
    ]);
  });

  it('reads Han numbers, English names and full-width digits in running text', () => {
    expect(
      found('二〇二一年七月一日；on 19 Sep 2022 and May 3, 2023；２０２０年１月').map(({ date }) => date),
    ).toEqual(['2021-07-01', '2022-09-19', '2023-05-03', '2020-01']);
  });

  it.each([
    '用了3个月',
    '2020年级学生',
    '版本1.2.3和2022.9万',
    '13月45日',
    '2022年2月30日',
    '三个月一日三餐',
    '电话010-65363056',
    'Maybe 19 may come',
    '吃了3月饼',
  ])('finds none in %s', (text) => {
    expect(findDates(text)).toEqual([]);
  });

  it('gives both ends of a range', () => {
    expect(found('2021—2023年；2022年6月至8月').map(({ words }) => words)).toEqual([
      '2023年',
      '2022年6月',
      '8月',
    ]);
  });

  it('is in order, without overlap, and within the text', () => {
    const piece = fc.constantFrom(
      '2022',
      '年',
      '9',
      '月',
      '19',
      '日',
      '-',
      '/',
      '二〇',
      '十',
      'Sep ',
      ' ',
      '，',
      '民国',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const mention of findDates(text)) {
          expect(mention.start).toBeGreaterThanOrEqual(last);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.end).toBeLessThanOrEqual(text.length);
          last = mention.end;
        }
      }),
    );
  });

  it('stays linear on long runs', () => {
    for (const run of ['2', '2022年', '十', ' ', '2022-', 'Jan ', '〇', '9月'])
      findDates(run.repeat(200_000));
  });
});

describe('calendarDate', () => {
  it('knows leap years', () => {
    expect(calendarDate(2024, 2, 29)?.date).toBe('2024-02-29');
    expect(calendarDate(1900, 2, 29)).toBeNull();
    expect(calendarDate(2024, null, 3)).toBeNull();
  });
});

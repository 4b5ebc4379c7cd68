import { describe, expect, it } from 'vitest';
import { fieldsOfObject, givenMetadata, safeUrl } from '../../src/corpus/given-metadata.js';
import { isOutlet, outletBehindLabel, outletOfTag } from '../../src/corpus/outlets.js';
import { dateInUrl, readTextClues } from '../../src/corpus/text-clues.js';
import { titleFromSentence, titleLine, withoutTitleLabel } from '../../src/corpus/title.js';

const body = '正文的第一段写了不少字，讲清楚了事情的来龙去脉，也说明了各方的态度和接下来的安排。';
const clues = (head: string, tail = '') =>
  readTextClues(`${head}\n\n${body}\n\n${tail}`, `${head}\n\n${body}\n\n${tail}`);

describe('readTextClues', () => {
  it.each([
    ['中國產業信息網   時間:2024-03-11', '2024-03-11', '中國產業信息網'],
    ['来源：某地日报 作者：王晶 2023-08-17 10:00', '2023-08-17', '某地日报'],
    ['2023年08月09日 18:36:21，正文：开头', '2023-08-09', null],
    ['发布时间：2022年3月5日', '2022-03-05', null],
    ['海滨晚报 2021-07-08', '2021-07-08', '海滨晚报'],
    ['新华社北京2023年7月28日电', '2023-07-28', '新华社'],
    ['新华社北京7月28日电（记者 张均斌）', null, '新华社'],
  ])('reads %j', (line, date, source) => {
    const read = clues(`标题一行\n${line}`);
    expect(read.date?.date ?? null).toBe(date);
    expect(read.source).toBe(source);
  });

  it('does not take a date of the story for the day of publication', () => {
    expect(clues('2023年8月8日天气预报').date).toBeNull();
    expect(clues('2023年8月5日网友发布视频称遇到乱收费').date).toBeNull();
    expect(clues('当地时间2023年7月5日，某地举行发布会').date).toBeNull();
    expect(clues('公司定于2023年8月28日13:00-15:00时举行网络拍卖会').date).toBeNull();
    expect(clues('产品的上市时间：一说是2015-03-24，另一说更晚').date).toBeNull();
    expect(clues('6月30日,隨着草原走進最美好的季節').date).toBeNull();
  });

  it('prefers the source of the head to what it was reprinted from', () => {
    expect(clues('南方信息網 時間:2024-03-11', '轉自:某茶報').source).toBe('南方信息網');
    expect(clues('标题', '轉自:某茶報').source).toBe('某茶報');
    expect(clues('标题', '（文章来源：海边网）').source).toBe('海边网');
    expect(clues('标题', '图片来源：视觉图库').source).toBeNull();
  });

  it.each([
    ['（记者 张均斌）', '张均斌'],
    ['(記者 王晶)', '王晶'],
    ['（中青报记者 张均斌 实习生 王雨阳）', '张均斌'],
    ['(记者张静淇、唐心怡)', '张静淇、唐心怡'],
    ['作者丨张静淇', '张静淇'],
    ['记者丨张静淇 唐心怡 航拍 周一帆 统筹 吴桐', '张静淇、唐心怡'],
    ['记者：李夏至', '李夏至'],
    ['海島評論　記者　簡以安／新北報導', '簡以安'],
    ['责任编辑：王五', null],
    ['（李云丰 摄）', null],
  ])('finds who wrote it in %j', (line, author) => {
    expect(clues(line).author).toBe(author);
    expect(clues('标题', line).author).toBe(author);
  });

  it.each([
    ['记者 王小禾', '王小禾'],
    ['海边日报 记者 王小禾 周一帆', '王小禾、周一帆'],
    ['本报记者 王小禾 通讯员 周一帆 2031-03-11 10:20', '王小禾'],
    ['見習記者 王小禾 青石報導', '王小禾'],
    ['记者 手记', null],
    ['记者 深夜探访', null],
    ['专访记者 王小禾', null],
    ['记者 王小禾说，港口明天开港', null],
  ])('reads the byline %j', (line, author) => {
    expect(clues(`标题一行\n${line}`).author).toBe(author);
  });

  it('finds who signed below the article, however much stands behind that', () => {
    const article = `${body}\n\n(記者 王小禾)`;
    const tail = ['版權聲明', '延伸閱讀', '甲', '乙', '丙', '丁', '戊', '己'].join('\n\n');
    expect(readTextClues(`${article}\n\n${tail}`, article).author).toBe('王小禾');
  });

  it('takes who stands before a Taiwanese byline for the source, unless that is nobody', () => {
    expect(clues('海島評論　記者　王小禾／新北報導').source).toBe('海島評論');
    expect(clues('本報 記者 王小禾／新北報導').source).toBeNull();
  });

  it('is linear in an article without line breaks', () => {
    for (const run of ['（记者', '来源：', '2022-', '作者', ' ', '网', '新华社'])
      readTextClues(run.repeat(200_000), run.repeat(200_000));
  });
});

describe('outlets', () => {
  it('frees a source from what was glued to it', () => {
    expect(outletBehindLabel('人民网－天津频道人民网天津')).toBe('人民网－天津频道');
    expect(outletBehindLabel('某地公安返回搜狐')).toBe('某地公安');
    expect(outletBehindLabel('海边日报作者')).toBe('海边日报');
    expect(outletBehindLabel('本报')).toBeNull();
  });

  it('reads the site in the tag of a feed', () => {
    expect(outletOfTag('海边网新闻')).toBe('海边网');
    expect(outletOfTag('体育新闻')).toBeNull();
  });
});

describe('names of outlets', () => {
  it.each(['港埠商訊', '青石電訊', '海边讯', '海岛评论', '海島商業評論', '青石日报'])('knows %s', (name) => {
    expect(isOutlet(name)).toBe(true);
  });
  it.each(['快讯', '今日简讯', '本报讯', '本报', '王小禾', '据海边网'])(
    'does not take %s for one',
    (name) => {
      expect(isOutlet(name)).toBe(false);
    },
  );
});

describe('dateInUrl', () => {
  it.each([
    ['https://a.example/2022/09/19/x.html', '2022-09-19'],
    ['https://a.example/n/20220919162017.html', '2022-09-19'],
    ['https://a.example/a/t20220919_123.htm', '2022-09-19'],
    ['https://a.example/202209/19/x', '2022-09-19'],
    ['https://a.example/2022/13/45/x', undefined],
    ['https://a.example/id/1234567890', undefined],
  ])('%s', (url, date) => {
    expect(dateInUrl(url)?.date).toBe(date);
  });
});

describe('titles', () => {
  it('takes a short line above the text, past lines that describe it', () => {
    expect(titleLine(`港口启用新码头\n\n${body}`)).toBe('港口启用新码头');
    expect(titleLine(`来源：海边网 2022-01-01\n港口启用新码头\n${body}`)).toBe('港口启用新码头');
    expect(titleLine(`原标题：港口启用新码头\n${body}`)).toBe('港口启用新码头');
    expect(titleLine(`原标题：港口启用新码头 渔货提速新华社某地7月1日电 ${body}`)).toBe(
      '港口启用新码头 渔货提速',
    );
    expect(titleLine(body)).toBeNull();
    expect(titleLine(`各位旅客：\n${body}`)).toBeNull();
  });

  it.each([
    ['今天港口启用了新的码头。明天再说。', '今天港口启用了新的码头'],
    ['没想到！港口今天真的启用了新码头。', '没想到！港口今天真的启用了新码头'],
    [
      '6月30日,隨着草原走進最美好的季節,市政府宣佈與多家企業達成爲期三年的戰略合作,共同啓動一項活動。',
      '6月30日,隨着草原走進最美好的季節…',
    ],
    [
      '据新华社报道，港口今天启用新码头，泊位由渔船轮流使用，冷链车直接开到船边装货，省去一道转运。',
      '据新华社报道，港口今天启用新码头…',
    ],
    ['新华社北京7月28日电（记者 张三）港口今天启用了新的码头。', '港口今天启用了新的码头'],
    ['字'.repeat(60), `${'字'.repeat(39)}…`],
    ['😀', '😀'],
  ])('makes one of %j', (text, title) => {
    expect(titleFromSentence(text)).toBe(title);
  });

  it('is at most 40 characters and never empty for a text that is not', () => {
    for (const text of [
      '𠮷'.repeat(100),
      'a'.repeat(1_000_000),
      'word '.repeat(50),
      '新华社北京7月28日电 ',
      '。。。',
      '1,'.repeat(100),
    ]) {
      const title = titleFromSentence(text);
      expect(Array.from(title).length).toBeLessThanOrEqual(40);
      expect(title).not.toBe('');
      expect(title).not.toMatch(/\p{Cs}/u);
    }
  });

  it('takes a label off', () => {
    expect(withoutTitleLabel('原标题：甲')).toBe('甲');
    expect(withoutTitleLabel('（原标题：甲）')).toBe('甲');
  });
});

describe('givenMetadata', () => {
  it('knows the names that fields go by', () => {
    expect(
      givenMetadata(
        fieldsOfObject({
          id: 12,
          Headline: '题',
          pubDate: 1663606750,
          来源: '某报',
          authors: [{ name: '甲' }, '乙'],
          link: 'https://a.example',
          keywords: 'a，b',
          access: 'none',
          text: '正文',
        }),
      ),
    ).toEqual({
      id: '12',
      title: '题',
      date: '1663606750',
      modified: null,
      source: '某报',
      author: '甲、乙',
      url: 'https://a.example',
      tags: ['a', 'b'],
      access: 'none',
    });
  });

  it('takes an address for no name', () => {
    expect(givenMetadata(new Map([['source', 'https://a.example/1']]))).toMatchObject({
      source: null,
      url: 'https://a.example/1',
    });
  });

  it.each([
    '../../etc/passwd',
    '/etc/passwd',
    'a/../../b',
    '%2e%2e/b',
    '..%2f..%2fb',
    'a\\..\\b',
    'a\nb',
    'a\u202eb',
    'a#1',
    '.',
    'a//b',
    'x'.repeat(400),
  ])('does not take %j for an id', (id) => {
    expect(givenMetadata(new Map([['id', id]])).id).toBeNull();
  });

  it('takes ids that people give', () => {
    for (const id of ['2022/外贸', 'news-00001', 'a.b', '00..1'])
      expect(givenMetadata(new Map([['id', id]])).id).toBe(id);
  });

  it('leaves prototypes alone', () => {
    const object: unknown = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"title":"题"}',
    );
    expect(givenMetadata(fieldsOfObject(object as Record<string, unknown>)).title).toBe('题');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('safeUrl', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//a.example',
    'vbscript:x',
    ' java\nscript:alert(1)',
    'https://bank.example@evil.example/',
    'nonsense',
    '',
  ])('gives no link for %j', (url) => {
    expect(safeUrl(url)).toBeNull();
  });

  it('normalises what it gives', () => {
    expect(safeUrl('https://例子.example/路?a=b')).toBe('https://xn--fsqu00a.example/%E8%B7%AF?a=b');
  });
});

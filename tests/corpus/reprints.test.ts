import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupReprints,
  reprintSignature,
  SIGNATURE_LENGTH,
  type ReprintItem,
} from '../../src/corpus/reprints.js';

const STORY = [
  '临江市昨天宣布，新建的跨江货运码头将于下月初投入使用，首批三条航线通往沿海的主要港口。',
  '码头由市政府和两家航运企业共同出资，总投资十八亿元，历时四年完成，设计年吞吐量为120万标准箱。',
  '市交通局负责人在发布会上说，过去本地工厂的货物要先用卡车运到邻省，再装船出海，平均多花两天半的时间。',
  '新码头启用以后，家具、灯具和小家电的出口企业可以在厂区附近直接装箱报关，每箱运费预计下降约15%。',
  '一家生产折叠桌椅的企业告诉记者，他们去年寄往海外仓的货物超过4000箱，其中三成因为错过船期而延误。',
  '海关部门同时开设了夜间查验窗口，承诺在六小时内完成单证审核，节假日也不停止办理。',
  '当地居民则关心夜间噪声和道路拥堵，规划部门答复说，货车将走新修的环线，不再穿过老城区。',
  '专家提醒，码头能否盈利取决于腹地的货源，前两年可能需要补贴，地方财政应当量力而行。',
] as const;
const OTHER = [
  '山区小学的屋顶花园今年收获了第一批番茄，孩子们把它们分送给住在附近的老人。',
  '花园由退休的园艺师带着高年级学生设计，土壤来自学校食堂的厨余堆肥，浇灌用的是收集的雨水。',
  '老师们发现，参加种植的学生更愿意写观察日记，科学课的提问也比从前多了许多。',
  '校长说，下学期打算增加一个小型温室，让低年级的学生也能在冬天看到种子怎样发芽。',
  '附近的两所学校派人来参观，准备在自己的教学楼顶上试种药草和花卉。',
  '家长委员会为此募集了一笔款项，用来加固栏杆、购买工具，并请人检查屋面的防水。',
] as const;
const story = STORY.join('');
const other = OTHER.join('');
/** Simplified characters of the story, each with its traditional form. */
const PAIRS =
  '过過运運码碼头頭将將条條线線际際资資业業设設计計标標负負责責发發会會说說货貨车車邻鄰装裝两兩时時间間启啟关關单單预預约約费費产產诉訴记記们們仓倉错錯验驗审審节節补補贴貼财財应應当當';
const traditionalOf = new Map(Array.from(PAIRS.matchAll(/(.)(.)/gu), ([, from, to]) => [from, to] as const));
const traditional = Array.from(story, (char) => traditionalOf.get(char) ?? char).join('');

function group(texts: Record<string, string>): string[][] {
  const items = Object.entries(texts).map(([id, text]) => ({
    id,
    signature: reprintSignature(text),
    length: text.length,
  }));
  return groupReprints(items, (id) => texts[id] ?? '').map((ids) => ids.toSorted());
}

describe('reprintSignature', () => {
  it('has a fixed length and depends on letters and digits only', () => {
    expect(reprintSignature(story)).toHaveLength(SIGNATURE_LENGTH);
    expect(reprintSignature(STORY.join('\n\n').replaceAll('，', ', '))).toEqual(reprintSignature(story));
    expect(reprintSignature(traditional)).toEqual(reprintSignature(story));
    expect(reprintSignature(story)).not.toEqual(reprintSignature(other));
  });

  it('stays the same from version to version, because it is stored', () => {
    expect(Array.from(reprintSignature('新建的跨江货运码头').slice(0, 4))).toEqual([
      39283257, 1291615462, 1412212917, 1193923669,
    ]);
  });

  it('agrees in about the share of places that the texts share shingles', () => {
    const half = STORY.slice(0, 4).join('');
    const whole = reprintSignature(story);
    const agreeing =
      reprintSignature(half).filter((value, i) => value === whole[i]).length / SIGNATURE_LENGTH;
    expect(agreeing).toBeGreaterThan(0.3);
    expect(agreeing).toBeLessThan(0.7);
  });

  it.each(['', '。。。', '😀😀', '\ud800', '四个字啊'])(
    'is empty for %j, which groups with nothing',
    (text) => {
      expect(reprintSignature(text).every((value) => value === 0xffffffff)).toBe(true);
      expect(group({ a: text, b: text })).toEqual([]);
    },
  );
});

describe('groupReprints', () => {
  it('finds a story with another title, lead-in and tail, edited words and other script', () => {
    const texts = {
      original: story,
      titled: `原标题：临江新码头下月启用${story}责任编辑：王小明 更多精彩内容请下载客户端`,
      edited: story
        .replace('昨天宣布', '日前对外宣布')
        .replace('市交通局负责人', '该市交通运输局有关负责人')
        .replace('专家提醒', '有专家提醒说'),
      traditional,
      other,
    };
    expect(group(texts)).toEqual([['edited', 'original', 'titled', 'traditional']]);
  });

  it('finds half of a story that is printed alone, but not one paragraph of it', () => {
    expect(group({ whole: story, half: STORY.slice(0, 5).join(''), other })).toEqual([['half', 'whole']]);
    expect(group({ whole: story, paragraph: STORY.slice(0, 2).join(''), other })).toEqual([]);
  });

  it('does not chain two stories together by way of a digest of both', () => {
    const groups = group({ first: story, second: other, digest: story + other });
    for (const ids of groups) expect(ids).not.toEqual(expect.arrayContaining(['first', 'second']));
  });

  const bulletin = (month: number, figures: readonly number[]) =>
    `市统计局今天公布${month}月份工业运行情况。全市规模以上工业增加值同比增长${figures[0]}%，其中采矿业增长${figures[1]}%，` +
    `制造业增长${figures[2]}%，电力热力燃气及水生产和供应业增长${figures[3]}%。分产品看，水泥产量为${figures[4]}万吨，` +
    `钢材产量为${figures[5]}万吨，汽车产量为${figures[6]}万辆。统计局有关负责人表示，总体来看工业经济延续恢复态势，` +
    `生产供给稳步增加，企业效益逐步改善，但也要看到外部环境依然复杂严峻，国内需求仍显不足，部分行业经营困难较多。` +
    `下一步要着力扩大有效需求，推动企业降本增效，加快转型升级，促进工业经济平稳健康发展，巩固回升向好的基础。`;

  it('keeps apart bulletins made from one template with other figures', () => {
    const may = bulletin(5, [3.5, 1.2, 4.1, 4.8, 812.5, 1204, 23.3]);
    const june = bulletin(6, [4.4, 1.5, 4.8, 4.9, 798.1, 1187, 25.6]);
    expect(group({ may, june })).toEqual([]);
    expect(group({ may, copy: `本报讯 ${may}（完）`, june })).toEqual([['copy', 'may']]);
  });

  it('reads the same number written otherwise as the same', () => {
    const written = story.replace('120万', '０120万').replace('4000箱', '4,000箱');
    expect(group({ story, written })).toEqual([['story', 'written']]);
  });

  it('groups short texts only when all their letters and digits are the same', () => {
    const short = '中央气象台今晨发布暴雨蓝色预警，江南东部局地有大暴雨，请注意防范。';
    expect(group({ a: short, b: short.replace('，', ' '), c: short.replace('江南', '华南') })).toEqual([
      ['a', 'b'],
    ]);
  });

  it('does not depend on the order of the documents', () => {
    const texts: Record<string, string> = {
      story,
      traditional,
      half: STORY.slice(0, 5).join(''),
      other,
      tail: `${other}（完）`,
    };
    const items = Object.entries(texts).map(([id, text]) => ({
      id,
      signature: reprintSignature(text),
      length: text.length,
    }));
    const expected = groupReprints(items, (id) => texts[id] ?? '');
    expect(expected).toHaveLength(2);
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (shuffled) => {
        expect(groupReprints(shuffled, (id) => texts[id] ?? '')).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it.each(['near-duplicates', 'bulletins of one template'])(
    'compares 10,000 %s a bounded number of times each',
    (kind) => {
      const count = 10_000;
      const textAt = (n: number) =>
        kind === 'near-duplicates'
          ? `${story}编号${n}`
          : bulletin(n, [n + 0.1, n + 0.2, n + 0.3, n + 0.4, n + 500.5, n + 9000, n + 0.7]);
      const signatures = Array.from({ length: 50 }, (_, n) => reprintSignature(textAt(n)));
      const items: ReprintItem[] = Array.from({ length: count }, (_, n) => ({
        id: String(n).padStart(5, '0'),
        signature: signatures[n % signatures.length] ?? new Uint32Array(),
        length: 500,
      }));
      let reads = 0;
      const groups = groupReprints(items, (id) => {
        reads++;
        return textAt(Number(id));
      });
      expect(reads).toBeLessThan(count * 9);
      expect(groups.flat().length).toBe(kind === 'near-duplicates' ? count : 0);
      if (kind === 'near-duplicates') expect(groups).toHaveLength(1);
    },
  );

  it.each(['一', '1', '1,', '１', '（', '\u0301', '十百'])(
    'survives half a million code units of %j',
    (unit) => {
      const text = unit.repeat(500_000 / unit.length);
      expect(group({ a: text, b: `${text}，` }).flat().length).toBeLessThanOrEqual(2);
    },
  );
});

const news = new URL('../../../shared/corpora/ecommerce-news.jsonl', import.meta.url);
if (!existsSync(news)) console.warn(`skipped: ${news.pathname} is not here`);

describe.skipIf(!existsSync(news))('on real news', () => {
  it('finds an article that lost its first sentence and got a new tail, and nothing else that is not there', () => {
    const articles = readFileSync(news, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string; text: string });
    const texts: Record<string, string> = {};
    for (const { id, text } of articles) texts[id] = text;
    const before = group(texts);
    const long = articles.filter(({ text }) => text.length > 300);
    for (const { id, text } of long)
      texts[`copy-${id}`] = `${text.slice(text.indexOf('。') + 1)}以上内容来自合作媒体`;
    const after = group(texts).map((ids) => new Set(ids));
    const found = long.filter(({ id }) => after.some((ids) => ids.has(id) && ids.has(`copy-${id}`)));
    expect(found.length / long.length).toBeGreaterThan(0.95);
    expect(after.length).toBeLessThanOrEqual(long.length + before.length);
  });
});

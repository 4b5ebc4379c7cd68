import { describe, expect, it } from 'vitest';
import { askedKind, askedUnit, spanFits, unitFit } from '../../src/answering/answer-kind.js';
import { foldText } from '../../src/text/fold.js';

describe('what a question asks for', () => {
  it.each([
    ['大桥全长多少公里？', 'number'],
    ['出口占比是多少？', 'number'],
    ['大桥哪一年通车？', 'date'],
    ['青屿海关哪几个月查获最多？', 'date'],
    ['谁是合作社的社长？', 'person'],
    ['為什麼茶葉漲價？', 'reason'],
    ['凭什么判断合同无效？', 'reason'],
    ['计划有哪些措施？', 'list'],
    ['商务局和海关的数字分别是多少？', 'list'],
    ['两家的案件各是多少件？', 'list'],
    ['哪些文章提到了海链达？', 'articles'],
    ['海链达和瓯帆相比怎么样？', 'comparison'],
    ['海链达的仓库在哪里？', 'other'],
  ])('%s → %s', (question, kind) => {
    expect(askedKind(foldText(question))).toBe(kind);
  });
});

describe('the unit asked for', () => {
  const unitOf = (question: string) => askedUnit(foldText(question));
  it.each([
    ['跑道有多少公尺長？', '米', 'length'],
    ['来了几家企业？', '家', 'count'],
    ['年均增速百分之几？', '%', 'ratio'],
    ['总投资多少亿元？', '元', 'money'],
  ])('%s names it: %s', (question, unit, dimension) => {
    expect(unitOf(question)).toEqual({ unit, dimension });
  });

  it.each([
    ['多少钱一斤？', 'money'],
    ['占比是多少？', 'ratio'],
    ['同比增长了多少？', 'ratio'],
    ['按几个点给？', 'ratio'],
    ['飞多久能到？', 'duration'],
    ['面积有多大？', 'area'],
    ['净利润是多少？', 'money'],
    ['在城市榜单里排第几？', 'rank'],
  ])('%s implies it: %s', (question, dimension) => {
    expect(unitOf(question)).toEqual({ unit: null, dimension });
  });

  it.each(['大桥在哪里？', '哪一年通车？', '几号开幕？', '几月竣工？'])('%s asks for none', (question) => {
    expect(unitOf(question)).toBeNull();
  });
});

describe('how a figure fits', () => {
  const fit = (question: string, text: string) => unitFit(askedUnit(foldText(question)), text);
  it('tells the same unit and dimension from others', () => {
    expect(fit('跑道有多少公尺长？', '3600米')).toBe(1);
    expect(fit('跑道有多少公尺长？', '3.6公里')).toBe(1);
    expect(fit('跑道有多少公尺长？', '东西两条')).toBe(0);
    expect(fit('翠冠梨多少钱一斤？', '30万斤')).toBe(0);
    expect(fit('翠冠梨多少钱一斤？', '每斤4元')).toBe(1);
    expect(fit('年产能多少台？', '3亿美元')).toBe(0);
    expect(fit('排名第几？', '第56位')).toBe(1);
  });

  it('lets measure words of counted things stand for one another, less surely', () => {
    expect(fit('来了几家企业？', '8家')).toBe(1);
    expect(fit('来了几家企业？', '8个')).toBeLessThan(1);
    expect(fit('来了几家企业？', '8个')).toBeGreaterThan(0);
    expect(fit('来了多少名员工？', '1.25亿')).toBeLessThan(0.5);
  });

  it('says nothing where no unit is asked for', () => {
    expect(fit('大桥在哪里？', '云栖港')).toBe(0.5);
  });
});

it('a span is of the kind asked for, or not', () => {
  expect(spanFits('number', '三十元')).toBe(true);
  expect(spanFits('number', '云栖港')).toBe(false);
  expect(spanFits('date', '去年七月')).toBe(true);
  expect(spanFits('date', '云栖港')).toBe(false);
  expect(spanFits('person', '57.2%')).toBe(false);
  expect(spanFits('other', '云栖港')).toBe(true);
});

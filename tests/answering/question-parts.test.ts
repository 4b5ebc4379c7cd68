import { expect, it } from 'vitest';
import { questionParts } from '../../src/answering/question-parts.js';

it.each([
  [
    '锦川专列上半年开了多少列？锦川海关同期查验了多少票？',
    ['锦川专列上半年开了多少列？', '锦川海关同期查验了多少票？'],
  ],
  [
    '海链达2022年在哪个国家设仓，2023年推出过什么旺季计划？',
    ['海链达2022年在哪个国家设仓', '海链达2023年推出过什么旺季计划？'],
  ],
])('%s holds several questions', (question, parts) => {
  expect(questionParts(question)).toEqual(parts);
});

it.each([
  '2022年青屿海关在跨境电商渠道查获多少件侵权商品？',
  '商务局和海关公布的数字分别是多少？',
  '《谁的茶叶，几元一斤？》是哪家报社的报道？',
  '湖北鄂州花湖机场，那座货物转运中心占多大地方？',
  '青屿市2022年出口多少亿元，增长百分之几？',
  '谁？哪里？',
  '',
  '茶叶',
])('%s is asked as it is', (question) => {
  expect(questionParts(question)).toEqual([question]);
});

it('holds three at most, and takes no long time over many', () => {
  const many = '大桥通行费每辆车多少元？'.repeat(150);
  expect(questionParts(many)).toEqual([many]);
});

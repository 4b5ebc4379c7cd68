import { describe, expect, it } from 'vitest';
import { parseQuestion } from '../../../src/answering/condensation/parse.js';
import { withTime } from '../../../src/answering/condensation/times.js';

describe('withTime', () => {
  it.each([
    ['青屿2021年的出口额是多少？', '2023年', '青屿2023年的出口额是多少？'],
    ['青屿今年第一季的出口额是多少？', '第二季', '青屿今年第二季的出口额是多少？'],
    ['青屿2023年上半年的出口额是多少？', '下半年', '青屿2023年下半年的出口额是多少？'],
    ['青屿2021年的出口额是多少？', '上一年', '青屿2020年的出口额是多少？'],
    ['青屿2021年的出口额是多少？', '第二年', '青屿2022年的出口额是多少？'],
    ['青屿2023年6月底有多少家企业？', '去年同期', '青屿2023年6月底的去年同期有多少家企业？'],
    ['青屿的出口额是多少？', '2023年', '2023年青屿的出口额是多少？'],
  ])('%s, %s → %s', (question, time, expected) => {
    const moved = withTime(parseQuestion(question), time);
    expect(moved.text).toBe(expected);
    for (const token of moved.tokens) expect(moved.text.slice(token.start, token.end)).toBe(token.text);
  });
});

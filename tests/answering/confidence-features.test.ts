import { describe, expect, it } from 'vitest';
import { confidenceFeatures } from '../../src/answering/confidence-features.js';
import type { Evidence, ReadPassage } from '../../src/answering/evidence.js';
import { questionTraits } from '../../src/answering/question-traits.js';
import { contentWords } from '../../src/answering/question-words.js';
import { rankEvidence, weighCandidates } from '../../src/answering/rank-evidence.js';
import { rankingFeatureNames, type Features, type RankingWeights } from '../../src/domain/calibration.js';

const bySpan = {
  ...Object.fromEntries(rankingFeatureNames.map((name) => [name, 0])),
  spanScore: 1,
} as RankingWeights;

interface Given {
  readonly text: string;
  readonly spans: readonly (readonly [phrase: string, score: number])[];
  readonly title?: string;
  readonly publishedAt?: string;
}

function read({ text, spans, title = '', publishedAt }: Given, i: number): ReadPassage {
  const found = spans.map(([phrase, score]) => {
    const start = text.indexOf(phrase);
    return { start, end: start + phrase.length, score };
  });
  const passage = {
    id: `d${i}#0`,
    documentId: `d${i}`,
    index: 0,
    start: 0,
    end: text.length,
    text,
    heading: null,
  };
  return {
    found: { passage, score: 1, dense: { rank: 1, score: 0.9 }, keywords: null },
    reading: { spans: found, score: found[0]?.score ?? -Infinity, nullScore: 2 },
    article: { title, publishedAt: publishedAt ?? null },
  };
}

function featuresOf(question: string, ...passages: Given[]): Features {
  const words = contentWords(question).map((text) => ({ text, weight: 2 }));
  const traits = questionTraits(question, words);
  const all = passages.map(read);
  const ranked = rankEvidence(weighCandidates(traits, all), bySpan, 200);
  return confidenceFeatures(traits, ranked as [Evidence, ...Evidence[]], all, 1000);
}

describe('confidence features', () => {
  const bridge = {
    text: '云栖大桥周一通车。大桥全长十二公里，2022年动工。',
    spans: [['十二公里', 6]],
  } as const;

  it('tell what of the question is missing, near and around', () => {
    const known = featuresOf('云栖大桥全长多少公里？', bridge);
    expect(known).toMatchObject({
      spanScore: 6,
      nullScore: 2,
      similarity: 9,
      rank: 0,
      unitFit: 1,
      otherKind: 0,
    });
    expect(known.missingInPassage).toBe(0);
    const unknown = featuresOf('云栖隧道造价多少亿元？', bridge);
    expect(unknown.missingInPassage).toBeGreaterThan(0.3);
    expect(unknown.rarestMissing).toBeGreaterThan(0);
    expect(unknown.unitFit).toBe(0);
  });

  it('count the title as part of the passage', () => {
    const titled = featuresOf('青屿大桥全长多少公里？', { ...bridge, title: '青屿的桥' });
    expect(titled.missingInPassage).toBeLessThan(
      featuresOf('青屿大桥全长多少公里？', bridge).missingInPassage,
    );
  });

  it('see another year and another part of the year', () => {
    expect(featuresOf('云栖大桥2022年哪天动工？', bridge)).toMatchObject({ yearsMissing: 0, otherYear: 0 });
    expect(featuresOf('云栖大桥2019年哪天动工？', bridge)).toMatchObject({ yearsMissing: 1, otherYear: 1 });
    const undated = { text: '大桥收费三十元。', spans: [['三十元', 3]] } as const;
    expect(featuresOf('2019年大桥收费多少元？', undated)).toMatchObject({ yearsMissing: 0, otherYear: 0 });
    const quarter = { text: '公司一季度营收三十亿元。', spans: [['三十亿元', 3]] } as const;
    expect(featuresOf('公司一季度营收多少？', quarter)).toMatchObject({ partMissing: 0 });
    expect(featuresOf('公司四季度营收多少？', quarter)).toMatchObject({ partMissing: 1 });
    expect(featuresOf('公司上半年营收多少？', quarter)).toMatchObject({ partMissing: 1 });
  });

  it('read 去年 by the day of publication', () => {
    const dated = {
      text: '大桥去年收费三十万元。',
      spans: [['三十万元', 3]],
      publishedAt: '2023-05-01',
    } as const;
    expect(featuresOf('2022年大桥收费多少？', dated).yearsMissing).toBe(0);
    expect(featuresOf('2021年大桥收费多少？', dated).yearsMissing).toBe(1);
  });

  it('see another place, edition and figure', () => {
    const place = { text: '杭州法院受理案件三十件。', spans: [['三十件', 3]] } as const;
    expect(featuresOf('杭州法院受理多少件案件？', place)).toMatchObject({ otherPlace: 0 });
    expect(featuresOf('苏州法院受理多少件案件？', place)).toMatchObject({ otherPlace: 1 });
    const edition = { text: '第31届展会成交三十亿元。', spans: [['三十亿元', 3]] } as const;
    expect(featuresOf('第31届展会成交多少？', edition).figuresMissing).toBe(0);
    expect(featuresOf('第32届展会成交多少？', edition).figuresMissing).toBe(1);
  });

  it('count passages that agree, and the lead over the next sentence', () => {
    const same = { text: '市政府说大桥长十二公里。', spans: [['十二公里', 4]] } as const;
    const other = { text: '渡轮开了九公里。', spans: [['九公里', 1]] } as const;
    const features = featuresOf('大桥全长多少公里？', bridge, same, other);
    expect(features.agreement).toBe(1);
    expect(features.lead).toBe(2);
  });
});

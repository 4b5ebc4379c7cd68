import { createHash } from 'node:crypto';
import type { DatePrecision, Document } from '../../src/domain/document.js';
import type { CatalogueEntry } from '../../src/indexing/catalogue.js';
import { wordVector } from '../fakes/word-vector.js';

/** A small archive as a build would hand it on, with a vector for every label. */
export interface Archive {
  readonly entries: readonly CatalogueEntry[];
  readonly vectors: ReadonlyMap<number, Float32Array>;
  /** Groups of ids of documents that print the same text. */
  readonly reprintGroups: readonly (readonly string[])[];
}

export const dimension = 96;

type ArticleFields = Pick<Document, 'id' | 'title' | 'text'> & Partial<Document>;

/** One passage a paragraph. `firstLabel` is the label of the first. */
export function article(fields: ArticleFields, firstLabel: number): CatalogueEntry {
  const publishedAt = fields.publishedAt ?? null;
  const document: Document = {
    publishedAt,
    publishedPrecision: precisionOf(publishedAt),
    modifiedAt: null,
    source: null,
    author: null,
    url: null,
    tags: [],
    access: null,
    contentHash: sha256(fields.text),
    repairs: [],
    path: `${fields.id}.md`,
    encoding: 'utf-8',
    format: 'markdown',
    ...fields,
  };
  let start = 0;
  const passages = fields.text.split('\n').map((text, index) => {
    const passage = {
      id: `${fields.id}#${index}`,
      documentId: fields.id,
      index,
      start,
      end: start + text.length,
      text,
    };
    start = passage.end + 1;
    return {
      passage: { ...passage, heading: index === 1 ? '背景' : null },
      label: firstLabel + index,
      embedHash: sha256(text),
    };
  });
  return {
    document,
    ingestedAt: '2024-01-02T03:04:05.000Z',
    splitter: 'paragraphs',
    reprintSignature: null,
    passages,
  };
}

export function archiveOf(
  articles: readonly ArticleFields[],
  reprintGroups: readonly (readonly string[])[] = [],
  firstLabel = 0,
): Archive {
  let label = firstLabel;
  const entries = articles.map((fields) => {
    const entry = article(fields, label);
    label += entry.passages.length;
    return entry;
  });
  const passages = entries.flatMap((entry) => entry.passages);
  const vectors = new Map(passages.map(({ label, passage }) => [label, wordVector(passage.text, dimension)]));
  return { entries, vectors, reprintGroups };
}

export const oddId = `a#b/../c d%2e%2e 😀"'｡`;

/** Written for these tests: dates of every precision, both scripts, twins, odd ids, characters beyond U+FFFF. */
export const harbourArchive = archiveOf(
  [
    {
      id: 'port/new-berth',
      title: '港口新泊位启用',
      text: '青石港新泊位周一启用，可以停靠两万标准箱的货轮。\n泊位由三座岸桥装卸，每小时处理九十个集装箱。\n港口说明年还要再建一个泊位。',
      publishedAt: '2022-09-19',
      source: '新华网',
      author: '记者 林一',
      url: 'https://news.example/berth',
      tags: ['港口', '货运'],
      repairs: [{ kind: 'spacing', start: 3, end: 5 }],
      access: 'excerpt',
    },
    {
      id: 'trade/store',
      title: '跨境電商開店指南',
      text: '跨境電商賣家應先查清目的地的稅率。\n倉庫設在海外，退貨就不必運回來。',
      publishedAt: '2022-09',
      source: '新華網',
    },
    {
      id: 'almanac',
      title: '年度统计',
      text: '全年出口自行车八百万辆。\n其中电动自行车占四成。',
      publishedAt: '2022',
      source: '青石日报',
    },
    { id: 'undated', title: '没有日期的短文', text: '茶叶要放在干燥的地方。\n受潮的茶叶可以用小火烘干。' },
    {
      id: oddId,
      title: 'Ferry ｔｉｍｅｔａｂｌｅ 😀',
      text: '😀😀 The ferry leaves at nine.\n渡輪每天九點開船，週末加開一班。',
      publishedAt: '2023-03-01',
      source: 'Harbour Daily',
    },
    {
      id: 'twin-b',
      title: '桥梁通车',
      text: '跨海大桥今天通车，全长十二公里。\n通行费每辆车三十元。',
      publishedAt: '2023-03-02',
      source: '青石日报',
    },
    {
      id: 'twin-a',
      title: '桥梁通车（转载）',
      text: '跨海大桥今天通车，全长十二公里。\n通行费每辆车三十元。',
      publishedAt: '2023-03-03',
      source: 'Harbour Daily',
    },
    {
      id: 'twin-undated',
      title: '桥梁通车',
      text: '跨海大桥今天通车，全长十二公里。\n通行费每辆车三十元。',
    },
  ],
  [['twin-undated', 'twin-a', 'twin-b']],
  5,
);

export function passageIdsOf(archive: Archive): string[] {
  return archive.entries.flatMap(({ passages }) => passages.map(({ passage }) => passage.id));
}

function precisionOf(publishedAt: string | null): DatePrecision | null {
  if (publishedAt === null) return null;
  return ({ 4: 'year', 7: 'month', 10: 'day' } as const)[publishedAt.length] ?? null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDocuments } from '../../src/corpus/load-documents.js';
import type { Document } from '../../src/domain/document.js';

const folder = fileURLToPath(new URL('../fixtures/articles', import.meta.url));
const documents = new Map<string, Document>();

beforeAll(async () => {
  for await (const item of loadDocuments([folder])) {
    if ('document' in item) documents.set(item.document.path, item.document);
  }
});

function read(path: string): Document {
  const document = documents.get(path);
  if (!document) throw new Error(`${path} was not read: ${[...documents.keys()].join(', ')}`);
  return document;
}

describe('articles as they are crawled', () => {
  it('a Jekyll post of one-line HTML with Markdown links after it', () => {
    const post = read('jekyll-post.txt');
    expect(post).toMatchObject({
      id: 'jekyll-post',
      title: '海岛小镇启用新码头 渔货“当日达”提速3.0',
      publishedAt: '2023-04-18',
      publishedPrecision: 'day',
      source: '海边网',
      url: null,
    });
    expect(post.text).toBe(
      [
        '新码头启用后，渔货从上岸到装车只要四十分钟。图片来源：镇渔业站',
        '近日，镇政府印发《关于码头运营的办法》(以下简称《办法》)，明确泊位由渔船轮流使用。',
        '“当日达”不再是难事',
        '船老大林阿水说，过去要等潮水，现在随到随卸，冷链车直接开到船边。',
      ].join('\n\n'),
    );
  });

  it('a feed post with an empty line above its front matter', () => {
    const post = read('feed-post.txt');
    expect(post).toMatchObject({
      title: '山城纺织厂转型记，老厂房_2021园区计划_启动',
      publishedAt: '2021-10-05',
      author: '山城观察网',
      source: '山城观察网',
      tags: ['首页', '山城观察网'],
      format: 'html',
    });
    expect(post.text).toBe(
      [
        '山城纺织厂建于上世纪六十年代，鼎盛时有三千名职工。',
        '老厂房的新用途',
        '▲改造后的锯齿形屋顶厂房。（周小禾 摄）',
        '1、引入设计工作室二十家，首年免租；',
        '2、保留织布机八台，供参观者动手体验。',
      ].join('\n\n'),
    );
  });

  it('glossed text with its data in a line and a tail of boilerplate', () => {
    const article = read('glossed.txt');
    expect(article).toMatchObject({
      title: '茶農抱團闖“云端” 春茶一日銷三省',
      publishedAt: '2022-03-29',
      source: '南方產業信息網',
      author: '葉知秋',
      format: 'text',
    });
    const words = article.text.replace(/\s/g, '');
    for (const kept of ['春分剛過,山里的茶農已經忙碌起來', '羅青山說', '工作指引(試行)', '訂單達到2.6萬單']) {
      expect(words).toContain(kept);
    }
    for (const gone of ['nóng', '免責聲明', '延伸閱讀', '熱點視頻', '時間:2022'])
      expect(words).not.toContain(gone);
    expect(article.repairs.map(({ kind }) => kind)).toContain('gloss-removed');
    for (const { start, end } of article.repairs) {
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(article.text.length);
    }
  });

  it('plain text without title or year', () => {
    const article = read('plain.txt');
    expect(article).toMatchObject({
      title: '4月12日,隨着牧場迎來最忙碌的剪毛季…',
      publishedAt: null,
      publishedPrecision: null,
    });
    expect(article.text).toContain('這是合作社成立以來最大的一筆訂單。\n\n牧民其木格');
    expect(article.text).not.toContain('相關文章');
  });

  it('a whole page: the article without what stands around it', () => {
    const page = read('page.html');
    expect(page).toMatchObject({
      title: '湿地公园迎来首批候鸟',
      publishedAt: '2020-11-03',
      source: '湖滨晚报网',
      author: '沈一舟',
      url: 'https://www.example.com/2020/11/03/niao.html',
      tags: ['湿地', '候鸟'],
      format: 'html',
    });
    expect(page.text).toBe(
      [
        '十一月三日清晨，湖面上出现了第一群豆雁。\n观鸟站记录到四十七只。',
        '豆雁在浅滩觅食。',
        '保护措施',
        '设立三处投食点\n夜间关闭景观灯',
        '物种 | 数量\n豆雁 | 47\n白鹭 | 12',
        '管理处表示，观鸟高峰将持续到明年二月。',
      ].join('\n\n'),
    );
  });

  it('Markdown with front matter', () => {
    const note = read('note.md');
    expect(note).toMatchObject({
      id: 'notes/solar-roof',
      title: '屋顶光伏：一个村庄的账本',
      publishedAt: '2022-08',
      publishedPrecision: 'month',
      modifiedAt: '2022-09-01',
      source: '乡间纪事',
      url: 'https://notes.example.com/solar?id=7',
      tags: ['光伏', '农村'],
      format: 'markdown',
    });
    const words = note.text.replace(/ /g, '');
    expect(words).toContain('缩进的第一段仍是正文，不是代码。');
    expect(words).toContain('每户年均发电8000度，详见公示。');
    expect(words).toContain('收支\n\n1.贷款三年还清\n2.余电上网\n\n维护费由集体承担');
    expect(words).not.toMatch(/[#*[\]]|roof/);
  });

  it('hashes the text that it gives', async () => {
    const { createHash } = await import('node:crypto');
    for (const { text, contentHash } of documents.values()) {
      expect(contentHash).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });
});

describe('the same article in every encoding', () => {
  let scratch = '';
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'yinju-encodings-'));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  const text = '碼頭啟用記\n\n新碼頭啟用後，漁貨從上岸到裝車只要四十分鐘，冷鏈車直接開到船邊。\n';
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, 'utf-16le')])],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(text, 'utf-16be')])],
    ['gb18030', iconv.encode(text, 'gb18030')],
    ['big5', iconv.encode(text, 'big5')],
  ])('%s', async (encoding, bytes) => {
    await writeFile(join(scratch, 'a.txt'), bytes);
    for await (const item of loadDocuments([scratch])) {
      expect(item).toMatchObject({
        document: {
          encoding,
          title: '碼頭啟用記',
          text: '新碼頭啟用後，漁貨從上岸到裝車只要四十分鐘，冷鏈車直接開到船邊。',
        },
      });
    }
  });
});

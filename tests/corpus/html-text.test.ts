import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/corpus/html-text.js';

const text = (html: string): string => readHtml(html).text;
const many = 100_000;
/** So deep that a search through the open elements at every tag would not end within the time a test is given. */
const deep = 300_000;

describe('readHtml', () => {
  it('parts paragraphs, headings, captions, lists and rows as a page shows them', () => {
    expect(
      text(
        '<h2>标题</h2><p>一。</p><figure><img src=a alt="不读"><figcaption>图注</figcaption></figure>' +
          '<ol start="3"><li>甲</li><li><p>乙</p></li></ol><ul><li>丙<ul><li>丁</li></ul></li></ul>' +
          '<table><caption>表注</caption><tr><th>月</th><th>值</th></tr><tr><td><p>1月</p></td><td>3.2亿</td></tr></table><p>二。',
      ),
    ).toBe('标题\n\n一。\n\n图注\n\n3. 甲\n4. 乙\n\n丙\n丁\n\n表注\n\n月 | 值\n1月 | 3.2亿\n\n二。');
  });

  it('reads one-line HTML, entities and breaks', () => {
    expect(text('<p>甲&amp;乙&nbsp;&#8220;丙&#x201d;</p><p>一<br/>二<br><br>三</p>')).toBe(
      '甲&乙\u00a0“丙”\n\n一\n二\n\n三',
    );
  });

  it('joins lines of the source without a space between Chinese characters', () => {
    expect(text('<p>第一行\n  第二行，\nthird line\nfourth</p>')).toBe('第一行第二行， third line fourth');
  });

  it('takes away the space after bold type that ends in a full stop', () => {
    expect(text('<p><b><i>先把账算清。</i></b> 所有人。<b>甲</b> 乙</p>')).toBe('先把账算清。所有人。甲 乙');
  });

  it('comes back from long runs of markup and spaces', () => {
    for (const run of ['。<b></b>', '<b>。</b> ', ' <b> </b>'])
      expect(text(`<p>甲${run.repeat(many)}乙</p>`)).toMatch(/^甲/);
  });

  it('keeps the paragraphs of a table that lays out a page', () => {
    const long = '很长的一段正文。'.repeat(40);
    expect(text(`<table><tr><td>目录</td><td><p>${long}</p><p>第二段。</p></td></tr></table>`)).toBe(
      `目录\n\n${long}\n\n第二段。`,
    );
  });

  it.each([
    ['<script>藏</script>'],
    ['<script>if (a < b) document.write("<p>藏</p>")</script>'],
    ['<style>p::after{content:"藏"}</style>'],
    ['<template><p>藏</p></template>'],
    ['<noscript>藏</noscript>'],
    ['<div hidden><p>藏</p></div>'],
    ['<div hidden="until-found">藏</div>'],
    ['<p style="color:red; display : none">藏</p>'],
    ['<span style="VISIBILITY:hidden">藏</span>'],
    ['<svg><title>藏</title><text>藏</text></svg>'],
    ['<!-- 藏 -->'],
    ['<![CDATA[藏]]>'],
    ['<select><option>藏</option></select><button>藏</button><textarea>藏</textarea>'],
    ['<iframe src="x">藏</iframe><object>藏</object><dialog>藏</dialog>'],
    ['<b><div hidden>藏</b>藏</div>'],
    ['<div hidden><p>藏<div>藏</p></div>藏</div>'],
    ['<ruby>東<rp>(</rp><rt>藏</rt><rp>)</rp></ruby>'],
    ['<nav><a href=/>藏</a></nav>'],
  ])('never shows what is not shown: %s', (hidden) => {
    const read = text(`<p>前。</p>${hidden}<p>后。</p>`);
    expect(read).not.toContain('藏');
    expect(read).toMatch(/^前。[^]*后。$/);
  });

  it('drops lines of nothing but links, and keeps sentences in links', () => {
    expect(
      text(
        '<p>正文。</p><p><a href=1>返回新闻</a>｜<a href=2>返回首页</a></p><p><a href=3>整段都是链接的一句话。</a></p>',
      ),
    ).toBe('正文。\n\n整段都是链接的一句话。');
  });

  it('leaves out what a site says of itself at the bottom of a page', () => {
    const sentence = '这一段讲清楚了事情的起因和经过，也写明了结果和各方的看法。'.repeat(2);
    const article = `<div class="content"><h1>题</h1><p>${sentence}</p><p>${sentence}</p></div>`;
    const bottom =
      '<div class="bottom"><p>主办单位：青石海关　网站标识码：0000000000</p><p>建议使用1024×768浏览</p></div>';
    expect(text(`<!DOCTYPE html><html><body>${article}${bottom}</body></html>`)).toBe(
      `题\n\n${sentence}\n\n${sentence}`,
    );
  });

  it('takes the article out of a page, even one wrapped in a form or in nothing', () => {
    const menu = '<div class="menu"><ul><li><a href=1>要闻</a></li><li><a href=2>财经</a></li></ul></div>';
    const body = '<p>第一段讲事情的起因。</p><p>第二段讲经过。</p>';
    expect(
      text(`<html><body>${menu}<form>${body}</form><div class=footer>版权所有</div></body></html>`),
    ).toBe('第一段讲事情的起因。\n\n第二段讲经过。');
    expect(
      text(`<!doctype html><body>${menu}<main><h1>题</h1>${body}</main><aside><p>推荐的另一篇。</p></aside>`),
    ).toBe('题\n\n第一段讲事情的起因。\n\n第二段讲经过。');
    expect(text(`<html><body class="has-menu share"><div class="comment">${body}</div></body></html>`)).toBe(
      '第一段讲事情的起因。\n\n第二段讲经过。',
    );
  });

  it('reads what a page says of itself', () => {
    const { meta } = readHtml(
      '<html><head><title>港口新规今日施行_某地新闻网</title><meta name="PubDate" content=" 2022-05-01 08:00 "><meta property="og:url" content="https://a.example/1">' +
        '<meta name=source content="某地日报"><meta name="keywords" content="港口,新规"></head><body><p>正文。</p></body></html>',
    );
    expect(meta).toEqual({
      title: '港口新规今日施行',
      published: '2022-05-01 08:00',
      modified: null,
      author: null,
      source: '某地日报',
      url: 'https://a.example/1',
      keywords: '港口,新规',
    });
  });

  it.each([
    ['elements nested 300,000 deep', `${'<div>'.repeat(deep)}字`],
    [
      'as deep, with end tags that match nothing near',
      `<p>字${'<div>'.repeat(deep)}${'</span></p></x>'.repeat(deep)}`,
    ],
    ['formatting that is never closed', `<p>字${'<b><i>'.repeat(deep)}${'</b></u>'.repeat(deep)}`],
    ['nested lists and tables', `<p>字${'<ul><li>'.repeat(many)}${'<table><tr><td>'.repeat(many)}`],
    ['drawings within drawings', `<p>字</p>${'<svg>'.repeat(many)}${'</p>'.repeat(many)}`],
    ['a million attributes', `<p ${Array.from({ length: 1e6 }, (_, index) => `a${index}=1`).join(' ')}>字`],
    ['one attribute a million times', `<p ${'class="nav-x" '.repeat(1e6)}>字`],
    ['an endless attribute', `<p class="${'nav-'.repeat(1e6)}">字`],
    ['a million entities', `<p>字${'&amp;'.repeat(1e6)}`],
    ['a million broken entities', `<p>字${'&a'.repeat(1e6)}`],
    ['entities in an attribute', `<p class="${'&quot;'.repeat(1e6)}">字`],
    ['a million breaks', `<p>字${'<br>'.repeat(1e6)}`],
    ['a million spaces', `<p>字${' \n'.repeat(1e6)}`],
    ['tags that never end', `<p>字</p>${'<a href="'.repeat(many)}`],
    ['comments that never end', `<p>字</p>${'<!--'.repeat(many)}`],
  ])('is linear in %s', (_, html) => {
    expect(text(html).startsWith('字')).toBe(true);
  });
});

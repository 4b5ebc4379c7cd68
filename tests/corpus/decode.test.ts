import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../src/corpus/decode.js';

const simplified = '新码头启用后，渔货从上岸到装车只要四十分钟。船老大说，过去要等潮水。';
const traditional = '新碼頭啟用後，漁貨從上岸到裝車只要四十分鐘。船老大說，過去要等潮水。';

describe('decodeBytes', () => {
  it.each([
    ['utf-8', Buffer.from(simplified), simplified],
    ['utf-8', Buffer.from(`\ufeff${simplified}`), simplified],
    ['utf-8', Buffer.from('plain ASCII only'), 'plain ASCII only'],
    ['utf-16le', iconv.encode(simplified, 'utf-16le', { addBOM: true }), simplified],
    ['utf-16be', iconv.encode(simplified, 'utf-16be', { addBOM: true }), simplified],
    [
      'utf-16le',
      iconv.encode(`<html><p>${simplified}</p><div class="nothing-but-ascii"></div></html>`, 'utf-16le'),
      undefined,
    ],
    ['gb18030', iconv.encode(simplified, 'gb18030'), simplified],
    ['gb18030', iconv.encode('𠮷野家开业，人很多。', 'gb18030'), '𠮷野家开业，人很多。'],
    ['gb18030', iconv.encode(traditional, 'gbk'), traditional],
    ['big5', iconv.encode(traditional, 'big5'), traditional],
  ])('reads %s', (encoding, bytes, text) => {
    expect(decodeBytes(bytes)).toMatchObject({
      kind: 'text',
      encoding,
      ...(text === undefined ? {} : { text }),
    });
  });

  it.each([8, 12, 20])('tells GB18030 from Big5 by %s characters', (length) => {
    expect(decodeBytes(iconv.encode(simplified.slice(0, length), 'gbk'))).toMatchObject({
      encoding: 'gb18030',
    });
    expect(decodeBytes(iconv.encode(traditional.slice(0, length), 'big5'))).toMatchObject({
      encoding: 'big5',
    });
  });

  it('trusts the bytes more than a declared charset', () => {
    const wrong = (charset: string, text: string, encoding: string) =>
      iconv.encode(`<meta charset="${charset}"><p>${text}</p>`, encoding);
    expect(decodeBytes(wrong('gb2312', simplified, 'utf-8'))).toMatchObject({ encoding: 'utf-8' });
    expect(decodeBytes(wrong('utf-8', simplified, 'gbk'))).toMatchObject({ encoding: 'gb18030' });
    expect(decodeBytes(wrong('gb2312', traditional, 'big5'))).toMatchObject({ encoding: 'big5' });
  });

  it('keeps UTF-8 with a few bad bytes or a cut tail, and marks them', () => {
    const bytes = Buffer.from(simplified.repeat(3));
    const cut = decodeBytes(bytes.subarray(0, -5));
    expect(cut).toMatchObject({ kind: 'text', encoding: 'utf-8' });
    expect(cut.kind === 'text' && cut.text.endsWith('\ufffd')).toBe(true);
    const stray = Buffer.concat([bytes.subarray(0, 30), Buffer.from([0xff, 0xb5]), bytes.subarray(30)]);
    expect(decodeBytes(stray)).toMatchObject({
      kind: 'text',
      encoding: 'utf-8',
      text: expect.stringContaining('\ufffd') as string,
    });
  });

  it('keeps a Latin-1 dash in English text from becoming Chinese', () => {
    const bytes = Buffer.concat([
      Buffer.from('The port opened in 1987 and closed '),
      Buffer.from([0x96, 0x20]),
      Buffer.from('again later.'),
    ]);
    expect(decodeBytes(bytes)).toMatchObject({ kind: 'text', encoding: 'utf-8' });
  });

  it.each([
    ['PDF', Buffer.from('%PDF-1.7\n%âãÏÓ')],
    ['DOCX', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from('word/document.xml')])],
    ['ZIP', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from('a.bin')])],
    ['DOC/XLS/PPT', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
    ['JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['WebP', Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')],
    ['RTF', Buffer.from('{\\rtf1\\ansi')],
    ['binary', Buffer.alloc(100)],
  ])('names %s and does not read it', (format, bytes) => {
    expect(decodeBytes(bytes)).toEqual({ kind: 'unsupported', format });
  });

  it('gives up on noise rather than index it', () => {
    const noise = Buffer.from(
      Array.from({ length: 4000 }, (_, index) => 128 + ((index * 7919 + ((index * index) % 127)) % 127)),
    );
    expect(decodeBytes(noise).kind).not.toBe('text');
  });
});

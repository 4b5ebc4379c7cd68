import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStreamParser, maxEventLength, type ServerEvent } from '../../src/widget/event-stream.js';

const read = (...pieces: string[]): ServerEvent[] => {
  const parser = new EventStreamParser();
  return pieces.flatMap((piece) => parser.push(piece));
};

/** Cuts a text at these places. */
const cut = (text: string, places: readonly number[]): string[] => {
  const at = [0, ...[...places].sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, index) => text.slice(at[index], end));
};

describe('EventStreamParser', () => {
  const stream =
    ': keep-alive\n\nevent: meta\ndata: {"id":"一"}\n\n: \r\n\r\nevent:delta\r\ndata:a\r\ndata: b\r\rdata: 𠮷\n\n' +
    'event: left\n\ndata: unfinished';
  const events = [
    { name: 'meta', data: '{"id":"一"}' },
    { name: 'delta', data: 'a\nb' },
    { name: 'message', data: '𠮷' },
  ];

  it('reads events, comments and every kind of line end', () => {
    expect(read(stream)).toEqual(events);
    expect(read('\ufeff' + stream)).toEqual(events);
  });

  it('reads the same however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 40 }), (places) => {
        expect(read(...cut(stream, places))).toEqual(events);
      }),
    );
    expect(read(...stream.split(''))).toEqual(events);
  });

  it('reads the same however the bytes are cut', () => {
    const bytes = new TextEncoder().encode(stream);
    const parser = new EventStreamParser();
    const decoder = new TextDecoder();
    const found = [...bytes].flatMap((byte) =>
      parser.push(decoder.decode(Uint8Array.of(byte), { stream: true })),
    );
    expect(found).toEqual(events);
  });

  it('keeps one space at most from a value, and knows fields without one', () => {
    expect(read('data:  two\n\ndata\n\n')).toEqual([
      { name: 'message', data: ' two' },
      { name: 'message', data: '' },
    ]);
  });

  it('gives up on an event without end', () => {
    const parser = new EventStreamParser();
    const piece = 'x'.repeat(maxEventLength / 4);
    expect(() => {
      for (let i = 0; i < 5; i++) parser.push(piece);
    }).toThrow(RangeError);
    const lines = new EventStreamParser();
    expect(() => {
      for (let i = 0; i < 5; i++) lines.push(`data: ${piece}\n`);
    }).toThrow(RangeError);
  });

  it('takes any number of short events', () => {
    const parser = new EventStreamParser();
    const piece = `data: ${'x'.repeat(1000)}\n\n`.repeat(100);
    let count = 0;
    for (let i = 0; i < 50; i++) count += parser.push(piece).length;
    expect(count).toBe(5000);
  });
});

/** One event of a stream, as it was sent. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** Longest event, in characters; a whole answer is far shorter. */
export const maxEventLength = 4_000_000;

/**
 * Reads server-sent events from pieces of text that the network may cut anywhere: within a line, between CR and LF,
 * before the blank line. As the HTML standard has it: lines end in LF, CR or both, a leading byte order mark and
 * comments are passed over, and what is not closed by a blank line is no event. Linear in the text.
 */
export class EventStreamParser {
  #line = '';
  #name = '';
  #data: string[] = [];
  #length = 0;
  #afterCr = false;
  #begun = false;

  /**
   * The events that this piece completes.
   * @throws RangeError when an event is longer than `maxEventLength`
   */
  push(piece: string): ServerEvent[] {
    let text = piece;
    if (!this.#begun && text !== '') {
      this.#begun = true;
      if (text.startsWith('\ufeff')) text = text.slice(1);
    }
    if (this.#afterCr && text !== '') {
      this.#afterCr = false;
      if (text.startsWith('\n')) text = text.slice(1);
    }
    const events: ServerEvent[] = [];
    let from = 0;
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
      this.#grow(text.slice(from, index));
      from = index + end.length;
      this.#afterCr = end === '\r' && from === text.length;
      const event = this.#endLine();
      if (event) events.push(event);
    }
    this.#grow(text.slice(from));
    return events;
  }

  #grow(part: string): void {
    this.#length += part.length;
    if (this.#length > maxEventLength) throw new RangeError('event too long');
    this.#line += part;
  }

  #endLine(): ServerEvent | null {
    const line = this.#line;
    this.#line = '';
    if (line === '') return this.#endEvent();
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#name = value;
    if (field === 'data') this.#data.push(value);
    return null;
  }

  #endEvent(): ServerEvent | null {
    const event =
      this.#data.length === 0 ? null : { name: this.#name || 'message', data: this.#data.join('\n') };
    this.#name = '';
    this.#data = [];
    this.#length = 0;
    return event;
  }
}

/** A run of whole sentences of one document, the unit of retrieval. */
export interface Passage {
  /** `<documentId>#<index>`: the index-th passage of its document, from 0. */
  readonly id: string;
  readonly documentId: string;
  readonly index: number;
  /** UTF-16 offsets: `document.text.slice(start, end) === text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The heading that the passage stands under, if it does not itself begin with it; helps retrieval only. */
  readonly heading: string | null;
}

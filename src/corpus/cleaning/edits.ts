import type { Repair, RepairKind } from '../../domain/document.js';

/** A text with the account of what cleaning did to it. Every offset is a UTF-16 offset into this very `text`. */
export interface CleanText {
  readonly text: string;
  /** Sorted by start; something that was removed leaves `start === end` where it stood. */
  readonly repairs: readonly Repair[];
}

/** Puts `replacement` in the place of `text.slice(start, end)`. */
export interface Edit {
  /** UTF-16 offsets into the text that is edited; `start === end` inserts. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly kind: RepairKind;
}

/** A text that nothing has been done to yet. */
export function untouched(text: string): CleanText {
  return { text, repairs: [] };
}

/**
 * Applies edits that are sorted and do not overlap, in one pass. Repairs made earlier are carried to where their
 * words are now; those whose words went with boilerplate are dropped. Repairs of one kind that lie close together
 * in one paragraph become one.
 *
 * @throws RangeError for edits that overlap, are unsorted or lie outside the text: a defect of the caller.
 */
export function applyEdits(clean: CleanText, edits: readonly Edit[]): CleanText {
  if (edits.length === 0) return clean;
  const { text } = clean;
  const pieces: string[] = [];
  const placed: PlacedEdit[] = [];
  let read = 0;
  let written = 0;
  for (const edit of edits) {
    if (edit.start < read || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`Edits must be sorted, apart and inside the text: ${edit.start}–${edit.end}`);
    }
    pieces.push(text.slice(read, edit.start), edit.replacement);
    const newStart = written + edit.start - read;
    written = newStart + edit.replacement.length;
    placed.push({ ...edit, newStart, newEnd: written });
    read = edit.end;
  }
  pieces.push(text.slice(read));
  const edited = pieces.join('');
  const repairs = placed.map(repairOf);
  for (const repair of clean.repairs) {
    const carried = carry(repair, placed);
    if (carried) repairs.push(carried);
  }
  return { text: edited, repairs: mergeRepairs(edited, repairs) };
}

/**
 * How far apart, in UTF-16 units, repairs of one kind in one paragraph may lie and still be told as one: an article
 * glossed throughout must not carry hundreds. What was damaged or taken out is told place by place.
 */
const mergeDistance: Record<RepairKind, number> = {
  'gloss-removed': 120,
  'control-removed': 16,
  spacing: Infinity,
  'gbk-shift-repaired': 0,
  'gbk-shift-unrepaired': 0,
  'boilerplate-removed': 0,
  undecodable: 0,
};

/** Sorts repairs and merges those of one kind that touch, or lie close together within one paragraph of `text`. */
export function mergeRepairs(text: string, repairs: readonly Repair[]): Repair[] {
  const sorted = [...repairs].sort(inOrder);
  const merged: { kind: RepairKind; start: number; end: number }[] = [];
  const lastOf = new Map<RepairKind, { kind: RepairKind; start: number; end: number }>();
  const breakBetween = lineBreakFinder(text);
  for (const repair of sorted) {
    const last = lastOf.get(repair.kind);
    if (
      last &&
      (repair.start <= last.end ||
        (repair.start - last.end <= mergeDistance[repair.kind] && !breakBetween(last.end, repair.start)))
    ) {
      last.end = Math.max(last.end, repair.end);
      continue;
    }
    const copy = { ...repair };
    merged.push(copy);
    lastOf.set(repair.kind, copy);
  }
  return merged.sort(inOrder);
}

interface PlacedEdit extends Edit {
  /** Where the replacement stands in the edited text. */
  readonly newStart: number;
  readonly newEnd: number;
}

function inOrder(a: Repair, b: Repair): number {
  return a.start - b.start || a.end - b.end || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0);
}

/** What changed about a line break is told of the paragraph after it, so that it does not join two paragraphs. */
function repairOf(edit: PlacedEdit): Repair {
  let breaks = 0;
  while (edit.replacement[breaks] === '\n') breaks++;
  return { kind: edit.kind, start: edit.newStart + breaks, end: edit.newEnd };
}

function carry(repair: Repair, edits: readonly PlacedEdit[]): Repair | null {
  const before = lastIndexWhere(edits, (edit) => edit.start <= repair.start);
  const edit = edits[before];
  if (edit?.kind === 'boilerplate-removed' && goneWith(edit, repair)) return null;
  const start = !edit
    ? repair.start
    : repair.start < edit.end
      ? edit.newStart
      : repair.start + edit.newEnd - edit.end;
  const upTo = edits[lastIndexWhere(edits, (other) => other.start < repair.end)];
  const end = !upTo ? repair.end : repair.end <= upTo.end ? upTo.newEnd : repair.end + upTo.newEnd - upTo.end;
  return { kind: repair.kind, start: Math.min(start, end), end };
}

/** A mark on the very edge of what is removed may belong to what stays: it is kept. */
function goneWith(edit: Edit, repair: Repair): boolean {
  if (repair.start === repair.end) return edit.start < repair.start && repair.end < edit.end;
  return edit.start <= repair.start && repair.end <= edit.end;
}

/** The last index whose item meets a condition that holds for a prefix of `items`; -1 when none does. */
function lastIndexWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Tells whether a line break lies in a range; together the calls read the text once if ranges begin in order. */
function lineBreakFinder(text: string): (start: number, end: number) => boolean {
  let next = -1;
  return (start, end) => {
    if (next < start) {
      const found = text.indexOf('\n', start);
      next = found < 0 ? text.length : found;
    }
    return next < end;
  };
}

import type { RepairKind } from '../../domain/document.js';
import type { Edit } from './edits.js';

/** Collects edits of one kind in order; those that touch become one, so that a run of a million costs one edit. */
export class EditList {
  private readonly collected: { start: number; end: number; replacement: string; kind: RepairKind }[] = [];

  constructor(private readonly kind: RepairKind) {}

  add(start: number, end: number, replacement: string): void {
    const last = this.collected.at(-1);
    if (last?.end === start) {
      last.end = end;
      last.replacement += replacement;
    } else {
      this.collected.push({ start, end, replacement, kind: this.kind });
    }
  }

  get edits(): readonly Edit[] {
    return this.collected;
  }
}

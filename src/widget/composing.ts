/** What of a keyboard event it takes to tell whether an input method has it. */
export interface KeyLike {
  readonly key: string;
  readonly isComposing: boolean;
  /** Called deprecated, yet the only thing that Safari says it with. */
  readonly keyCode: number;
  readonly timeStamp: number;
}

/** `keyCode` of a key that an input method took for itself; no key of a keyboard has it. */
const takenByInputMethod = 229;
/** A key that follows the end of a composition so closely, in milliseconds, is the one that ended it. */
const sameKeyMs = 100;

/** Whether the browser says of a key that an input method has it. */
export const isTaken = ({ isComposing, keyCode }: KeyLike): boolean =>
  isComposing || keyCode === takenByInputMethod;

/**
 * Tells keys that belong to an input method from keys meant for us. Enter chooses a candidate, Escape drops it:
 * neither may send or close. Browsers differ in how they say so: most mark the key with `isComposing`; Safari ends the
 * composition first and sends the key afterwards, with keyCode 229; some input methods send the key unmarked and end
 * the composition later.
 */
export class ComposingGuard {
  #composing = false;
  #endedAt = -Infinity;

  start(): void {
    this.#composing = true;
  }

  /** @param timeStamp of the `compositionend` event */
  end(timeStamp: number): void {
    this.#composing = false;
    this.#endedAt = timeStamp;
  }

  /** The field lost the focus, or took text that is not composed: whatever was begun is over, told or not. */
  settle(): void {
    this.#composing = false;
  }

  /** Whether a `keydown` is the input method's. */
  owns(event: KeyLike): boolean {
    if (this.#composing || isTaken(event)) return true;
    const { key, timeStamp } = event;
    const since = timeStamp - this.#endedAt;
    return (key === 'Enter' || key === 'Escape') && since >= 0 && since < sameKeyMs;
  }

  /** As {@link owns}; a key that only we know to be the input method's is kept from breaking the line. */
  takes(event: KeyLike & Pick<Event, 'preventDefault'>): boolean {
    const owned = this.owns(event);
    if (owned && event.keyCode !== takenByInputMethod) event.preventDefault();
    return owned;
  }

  /** Watches a field until `signal` is aborted. */
  watch(field: HTMLElement, signal: AbortSignal): void {
    field.addEventListener(
      'compositionstart',
      () => {
        this.start();
      },
      { signal },
    );
    field.addEventListener(
      'compositionend',
      ({ timeStamp }) => {
        this.end(timeStamp);
      },
      { signal },
    );
    field.addEventListener(
      'blur',
      () => {
        this.settle();
      },
      { signal },
    );
    field.addEventListener(
      'input',
      (event) => {
        if (event instanceof InputEvent && !event.isComposing) this.settle();
      },
      { signal },
    );
  }
}

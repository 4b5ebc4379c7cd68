import { tagName, type YinjuChat } from './element.js';
import { optionNames } from './options.js';

/** The options of {@link mount}: those of the attributes, `storage-key` as `storageKey`. All may be left out. */
export interface MountOptions {
  readonly endpoint?: string;
  readonly locale?: string;
  readonly position?: string;
  readonly title?: string;
  readonly greeting?: string;
  readonly suggestions?: readonly string[];
  readonly color?: string;
  readonly theme?: string;
  readonly storage?: string;
  readonly storageKey?: string;
  readonly open?: boolean;
  /** Element that the chat is put into; by default the end of the page, outside its body. */
  readonly target?: Element;
}

/**
 * Puts a chat into the page and returns its element, which has the methods `open`, `close`, `ask`, `reset` and
 * `destroy`.
 *
 * Without a target it stands beside the body, not in it: pages that replace their body on navigation keep it, and no
 * `transform` or `filter` of the page can take hold of it.
 */
export function mount({ target, ...options }: MountOptions = {}): YinjuChat {
  const element = document.createElement(tagName);
  for (const name of optionNames) {
    const value = options[name === 'storage-key' ? 'storageKey' : name];
    if (value === undefined) continue;
    element.setAttribute(`data-${name}`, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  (target ?? document.documentElement).append(element);
  return element;
}

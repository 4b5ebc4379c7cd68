import { Chat, type Kept } from './chat.js';
import { optionNames, readOptions, type OptionName, type WidgetOptions } from './options.js';
import { reportProblem } from './report.js';
import { ConversationStore, localStore } from './storage.js';
import { wordsOf } from './words.js';

export const tagName = 'yinju-chat';

declare global {
  interface HTMLElementTagNameMap {
    [tagName]: YinjuChat;
  }
}

const attributeOf = (name: OptionName): string => `data-${name}`;

/**
 * `<yinju-chat>`: a chat with the service, made of its `data-…` attributes, which may change at any time. It may be
 * taken out of the page and put back: the conversation, the draft and whether it is open are kept.
 */
export class YinjuChat extends HTMLElement {
  static readonly observedAttributes = optionNames.map(attributeOf);

  /** Address that the widget was loaded from; see {@link defineChat}. */
  protected get home(): string {
    return location.origin;
  }

  readonly #root = this.attachShadow({ mode: 'open' });
  #chat: Chat | null = null;
  #kept: Kept | null = null;
  #options: WidgetOptions | null = null;
  #isChanging = false;
  #isNew = true;

  connectedCallback(): void {
    if (!this.#chat) this.#begin();
    if (!this.#isNew) return;
    this.#isNew = false;
    // Whoever has just made the element still has to listen.
    queueMicrotask(() => {
      this.dispatchEvent(new CustomEvent('yinju:ready', { bubbles: true, composed: true }));
    });
  }

  /** An element that is only moved is out for no longer than the script that moves it. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (!this.#chat || before === after || this.#isChanging) return;
    this.#isChanging = true;
    queueMicrotask(() => {
      this.#isChanging = false;
      if (!this.#chat) return;
      this.#end();
      this.#begin();
    });
  }

  open(): void {
    this.#chat?.open();
  }

  close(): void {
    this.#chat?.close();
  }

  /** Opens, and asks; does nothing while an answer is under way. */
  ask(text: string): void {
    this.#chat?.open();
    this.#chat?.ask(text);
  }

  /** Clears the conversation, here and where it is stored. */
  reset(): void {
    this.#chat?.clear();
    this.#kept = null;
    const key = this.#options?.storageKey;
    if (key) new ConversationStore(localStore(), key).clear();
  }

  /** Takes the element out of the page for good, with its stored conversation. */
  destroy(): void {
    this.reset();
    this.#end();
    this.#kept = null;
    this.remove();
  }

  #begin(): void {
    const languages = [document.documentElement.lang, ...navigator.languages];
    const read = (name: OptionName): string | null => this.getAttribute(attributeOf(name));
    const surroundings = { home: this.home, page: document.baseURI, languages };
    const { options, problems } = readOptions(read, surroundings);
    const say = wordsOf(options.locale);
    for (const { name, value } of problems) {
      reportProblem(say('console-option', { name: attributeOf(name), value }));
    }
    // Another place to keep it in is another conversation.
    const isSame = this.#options?.storageKey === options.storageKey;
    this.#chat = new Chat(this, this.#root, options, isSame ? this.#kept : null);
    this.#options = options;
    this.#kept = null;
  }

  #end(): void {
    if (!this.#chat) return;
    this.#kept = this.#chat.end();
    this.#chat = null;
  }
}

/**
 * Makes `<yinju-chat>` known to the page, once: a page may load the widget twice.
 * @param home address of the service that elements without `data-endpoint` ask, without a slash at the end
 */
export function defineChat(home: string): void {
  if (customElements.get(tagName)) return;
  customElements.define(
    tagName,
    class extends YinjuChat {
      protected override get home(): string {
        return home;
      }
    },
  );
}

/** Address of the folder that a file of the widget was loaded from. */
export function homeOf(file: string): string {
  return new URL('.', file).href.replace(/\/$/, '');
}

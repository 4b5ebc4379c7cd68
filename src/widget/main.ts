import { localeFromTag } from '../messages/locale.js';
import { defineChat, homeOf, tagName } from './element.js';
import { optionNames } from './options.js';
import { reportProblem } from './report.js';
import { wordsOf } from './words.js';

/**
 * The file of the script tag: defines `<yinju-chat>` and, unless the tag has `data-manual`, puts one into the page with
 * the options of the tag.
 */
function start(script: HTMLScriptElement | null): void {
  if (!('adoptedStyleSheets' in Document.prototype) || typeof HTMLDialogElement === 'undefined') {
    reportProblem(wordsOf(localeFromTag(navigator.language))('console-browser'));
    return;
  }
  defineChat(script ? homeOf(script.src) : location.origin);
  if (!script || script.hasAttribute('data-manual')) return;
  const options = optionNames.flatMap((name): [string, string][] => {
    const value = script.getAttribute(`data-${name}`);
    return value === null ? [] : [[`data-${name}`, value]];
  });
  if (document.readyState !== 'loading') place(options);
  else {
    document.addEventListener(
      'DOMContentLoaded',
      () => {
        place(options);
      },
      { once: true },
    );
  }
}

/**
 * Beside the body, not in it: see `mount`. Pages that load their parts anew run the same tag again; it must not bring a
 * second chat.
 */
function place(options: readonly [string, string][]): void {
  const given = new Map(options);
  const identity = ['data-endpoint', 'data-storage-key'];
  const known = [...document.documentElement.children].find(
    (element) =>
      element.localName === tagName &&
      identity.every((name) => element.getAttribute(name) === (given.get(name) ?? null)),
  );
  const element = known ?? document.createElement(tagName);
  for (const [name, value] of options) element.setAttribute(name, value);
  if (!known) document.documentElement.append(element);
}

// Only while the file runs does the page tell which tag it came from.
start(document.currentScript instanceof HTMLScriptElement ? document.currentScript : null);

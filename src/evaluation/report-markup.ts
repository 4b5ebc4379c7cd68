const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text made safe for element content and quoted attributes. Controls and lone surrogates, which would make the file
 * binary or invalid, are replaced.
 */
export function escapeText(text: string): string {
  return text
    .replace(/[&<>"']/g, (unit) => escapes[unit] ?? '')
    .replace(/[\p{Surrogate}\p{Noncharacter_Code_Point}]|(?![\t\n\r])\p{Cc}/gu, '\ufffd');
}

/** Markup of the report, as against text from questions and articles, which is hostile. */
export class Markup {
  constructor(readonly source: string) {}
}

export type MarkupValue = Markup | string | number | null | false | readonly MarkupValue[];

/** Template of markup: every value is escaped, except markup itself; null and false leave nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return new Markup(parts.reduce((source, part, index) => source + render(values[index - 1] ?? null) + part));
}

function render(value: MarkupValue): string {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.source;
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  return value.map(render).join('');
}

/** At most `length` characters of a text, never half of one; `…` says that there is more. */
export function clipped(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A table that scrolls where it is wider than the page; the first column names the rows, the others hold numbers. */
export function table(heads: readonly string[], rows: readonly Markup[]): Markup {
  const head = heads.map((text, index) =>
    index === 0 ? html`<th scope="col">${text}</th>` : html`<th scope="col" class="number">${text}</th>`,
  );
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\0': '\ufffd',
};

/** Text made safe for element content and quoted attributes. Lone surrogates, which no encoding holds, are replaced. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\0]/g, (unit) => escapes[unit] ?? '').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Markup, as against text. Only `markup` makes it, so whatever else stands in a page has been escaped. */
export class Html {
  readonly text: string;
  private constructor(text: string) {
    this.text = text;
  }
  /** For the template function below; nothing else has reason to trust a string. */
  static trusted(text: string): Html {
    return new Html(text);
  }
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

/** Template of markup: every value is escaped, except markup itself. Null, undefined and false leave nothing. */
export function markup(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = parts[0] ?? '';
  values.forEach((value, index) => {
    text += render(value) + (parts[index + 1] ?? '');
  });
  return Html.trusted(text);
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(render).join('');
}

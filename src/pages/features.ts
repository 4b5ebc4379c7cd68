import type { Locale, MessageKey } from '../messages/index.js';
import { bar } from './charts.js';
import { markup, type Html } from './html.js';
import { words } from './layout.js';

type Kind = 'share' | 'yes-no' | 'figure';

/** What is known of a feature: how its value is shown. Its words are `feature.<name>`. */
const features = {
  spanScore: { kind: 'figure' },
  nullScore: { kind: 'figure' },
  lead: { kind: 'figure' },
  // Kept ten times as large, to be of the size of the others.
  similarity: { kind: 'figure', of: (value: number) => value / 10 },
  // Kept as logarithms.
  rank: { kind: 'figure', of: (value: number) => Math.round(Math.exp(value)) },
  words: { kind: 'figure', of: (value: number) => Math.round(Math.exp(value) - 1) },
  agreement: { kind: 'figure' },
  missingInWindow: { kind: 'share' },
  missingInPassage: { kind: 'share' },
  rarestMissingInWindow: { kind: 'share' },
  rarestMissing: { kind: 'share' },
  bigramsMissing: { kind: 'share' },
  yearsMissing: { kind: 'share' },
  otherYear: { kind: 'yes-no' },
  partMissing: { kind: 'share' },
  figuresMissing: { kind: 'share' },
  otherPlace: { kind: 'share' },
  otherKind: { kind: 'yes-no' },
  unitFit: { kind: 'share' },
} as const satisfies Record<string, { readonly kind: Kind; readonly of?: (value: number) => number }>;

type KnownFeature = keyof typeof features;

function isKnown(name: string): name is KnownFeature {
  return Object.hasOwn(features, name);
}

/** What confidence was told from, a row each. A feature that has no words yet goes by its own name. */
export function featureTable(locale: Locale, values: Readonly<Record<string, number>>): Html {
  const say = words(locale);
  const row = ([name, value]: readonly [string, number]): Html => {
    const known = isKnown(name) ? features[name] : null;
    const key: MessageKey | null = isKnown(name) ? `feature.${name}` : null;
    const title = key === null ? markup`<code>${name}</code>` : say(key);
    const drawn = known?.kind === 'share' && bar(value);
    return markup`<tr><th scope="row">${title}</th><td class="number">${shown(locale, known, value)}</td><td>${drawn}</td></tr>\n`;
  };
  return markup`<details><summary>${say('explain.features', { count: Object.keys(values).length })}</summary>
<table class="measures"><thead><tr><th scope="col">${say('explain.feature')}</th><th scope="col" class="number">${say('explain.value')}</th><td></td></tr></thead>
<tbody>${Object.entries(values).map(row)}</tbody></table></details>`;
}

function shown(
  locale: Locale,
  known: { readonly kind: Kind; readonly of?: (value: number) => number } | null,
  value: number,
): string {
  const own = known?.of?.(value) ?? value;
  if (known?.kind === 'share') return `${Math.round(100 * own)}%`;
  if (known?.kind === 'yes-no') return words(locale)(own > 0 ? 'explain.yes' : 'explain.no');
  return (Number.isInteger(own) ? String(own) : own.toFixed(2)).replace('-', '−');
}

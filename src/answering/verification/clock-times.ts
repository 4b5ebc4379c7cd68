import type { Figure } from './figures.js';

/**
 * Brings clock times to one form: 晚9点40分, 21时40分 and 21:40 are the same. The parts of a time that were found as
 * figures of their own become one. `figures` are those of the levelled `text`, in order.
 */
export function withClockTimes(text: string, figures: readonly Figure[]): Figure[] {
  const found: Figure[] = [];
  for (let at = 0; at < figures.length; at++) {
    const figure = figures[at];
    if (!figure) continue;
    const hour = hourOf(text, figure, figures[at - 1]);
    if (hour === null) {
      found.push(figure.measure === 'time' ? inTheAfternoon(text, figure) : figure);
      continue;
    }
    const next = figures[at + 1];
    const minutes = next?.unit === '分' && next.start === hour.end && next.amount < 60 ? next : null;
    const half = text.charAt(hour.end) === '半';
    if (minutes) at++;
    const minute = minutes?.amount ?? (half ? 30 : 0);
    const value = `${pad(figure.amount)}:${pad(minute)}`;
    const end = minutes?.end ?? (half ? hour.end + 1 : hour.end);
    found.push(inTheAfternoon(text, { ...figure, end, kind: 'time', measure: 'time', value, amount: NaN }));
  }
  return found;
}

/** Where an hour ends, when the figure is one: it follows a day or part of a day, or minutes follow it. */
function hourOf(text: string, figure: Figure, previous: Figure | undefined): { end: number } | null {
  const { start, measure, amount, unit } = figure;
  if (measure !== 'count' || !Number.isInteger(amount) || amount > 24) return null;
  const end =
    unit === '点' ? figure.end : unit === '' && text.charAt(figure.end) === '时' ? figure.end + 1 : -1;
  if (end < 0) return null;
  const isAfterDay = previous?.measure === 'date' && previous.end === start;
  const isSaid = isAfterDay || dayPart.test(text.slice(Math.max(0, start - 3), start));
  return isSaid || /^(?:\d{1,2}分|半|整|许|正)/.test(text.slice(end, end + 3)) ? { end } : null;
}

const dayPart = /(?:上午|早上|凌晨|清晨|早晨|今早|中午|下午|傍晚|晚上|晚间|夜间|当晚|时间|[晚早夜])$/;
const afternoon = /(?:下午|傍晚|晚上|晚间|夜间|当晚|[晚夜])$/;

function inTheAfternoon(text: string, figure: Figure): Figure {
  const [hour, ...rest] = figure.value.split(':');
  const isLate = afternoon.test(text.slice(Math.max(0, figure.start - 3), figure.start));
  const value = [pad(isLate && Number(hour) < 12 ? Number(hour) + 12 : Number(hour)), ...rest].join(':');
  return { ...figure, value, canonical: `@${value}` };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

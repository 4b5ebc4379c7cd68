import type { Bound, Figure } from './figures.js';

/** How two figures stand to one another. `unit`: the same digits of something else. */
export type Agreement = 'same' | 'differs' | 'unit' | 'bound';

/** Whether a claimed figure says what a quoted figure says. Dates are compared elsewhere (see dates.ts). */
export function agreement(claim: Figure, quote: Figure): Agreement {
  if (claim.measure === 'code' || quote.measure === 'code')
    return claim.value.toLowerCase() === quote.value.toLowerCase() ? 'same' : 'differs';
  const unitless = (claim.unit === '' || quote.unit === '') && claim.value === quote.value;
  if (claim.measure !== quote.measure) {
    const ordinals = claim.measure === 'ordinal' || quote.measure === 'ordinal';
    if (unitless && !ordinals) return 'same';
    if (ordinals) return 'differs';
    // 3年 and 3条 have nothing to do with one another.
    return claim.value === quote.value && claim.value.length > 1 ? 'unit' : 'differs';
  }
  if (claim.canonical !== quote.canonical && !nearly(claim, quote)) return 'differs';
  if (claim.direction !== null && quote.direction !== null && claim.direction !== quote.direction)
    return 'bound';
  return boundsClash(claim.bound, quote.bound) ? 'bound' : 'same';
}

function nearly(claim: Figure, quote: Figure): boolean {
  const [a, b] = [claim.amount, quote.amount];
  if (Number.isNaN(a) || Number.isNaN(b)) return false;
  if (Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))) return true;
  if (claim.measure === 'ordinal') return false;
  // 约6800 may stand for 6823, not 约6820 for 6800.
  if (claim.bound === 'exact' || b === 0 || significant(claim.value) >= significant(quote.value))
    return false;
  const ratio = a / b;
  switch (claim.bound) {
    case 'over':
    case 'least':
      return ratio >= 0.88 && ratio <= 1;
    case 'under':
    case 'most':
      return ratio >= 1 && ratio <= 1.1;
    case 'about':
      return ratio >= 0.96 && ratio <= 1.04;
  }
}

/** Digits of a number without the zeros at its ends. */
function significant(value: string): number {
  return value.replace(/[^\d]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
}

function boundsClash(claim: Bound, quote: Bound): boolean {
  const upward = (bound: Bound) => bound === 'over' || bound === 'least';
  const downward = (bound: Bound) => bound === 'under' || bound === 'most';
  if (upward(claim) && downward(quote)) return true;
  return downward(claim) && upward(quote);
}

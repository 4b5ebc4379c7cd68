/** Why a sentence is not wholly supported; for programs. */
export const supportReasons = [
  /** A figure is not in the passages, or is said of something else there. */
  'number-differs',
  /** The passages have the same digits in another unit: 15.6% and 15.6个百分点. */
  'unit-differs',
  'date-differs',
  /** The article never speaks of this name. */
  'name-missing',
  /** The passages say it of another name. */
  'name-differs',
  /** The passages deny what is said, or say what is denied, or the opposite. */
  'negation-differs',
  /** Nothing in the passages says it. */
  'claim-missing',
] as const;
export type SupportReason = (typeof supportReasons)[number];

import type { FeedbackReason, Rating } from '../../domain/feedback.js';
import type { Source } from '../answer.js';
import type { Turn } from '../conversation.js';
import type { Life } from '../life.js';
import type { Say } from '../words.js';

/** What a reader can do; the conversation does it. */
export interface Actions {
  ask(question: string): void;
  stop(): void;
  retry(turn: Turn): void;
  clear(): void;
  close(): void;
  /** True when it has been copied. */
  copy(turn: Turn): Promise<boolean>;
  /** True when the service has it. */
  rate(turn: Turn, rating: Rating, reasons: readonly FeedbackReason[], note: string): Promise<boolean>;
  /** False when the page does something else with the click. */
  follow(source: Source, address: string): boolean;
}

/** What every piece of the view is given. */
export interface ViewContext {
  readonly say: Say;
  /** Address of the service, for links. */
  readonly endpoint: string;
  readonly actions: Actions;
  readonly life: Life;
  /** Tells a screen reader, once. */
  readonly announce: (text: string) => void;
}

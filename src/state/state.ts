import { FeedbackStore } from './feedback-store.js';
import { KeyStore } from './key-store.js';
import { StateFile } from './state-file.js';

/** What an index folder holds besides generations: feedback of readers and API keys. */
export interface State {
  readonly feedback: FeedbackStore;
  readonly keys: KeyStore;
  close(): void;
}

/** Nothing is opened before it is used. @param maxFeedback rows of feedback that are kept */
export function stateOf(indexFolder: string, maxFeedback: number): State {
  const file = new StateFile(indexFolder);
  return {
    feedback: new FeedbackStore(file, maxFeedback),
    keys: new KeyStore(file),
    close: () => {
      file.close();
    },
  };
}

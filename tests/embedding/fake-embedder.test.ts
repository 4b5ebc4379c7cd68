import { embedderContract } from '../contracts/embedder.js';
import { FakeEmbedder } from '../fakes/fake-embedder.js';

embedderContract('the fake', {
  open: () => Promise.resolve(new FakeEmbedder({ dimension: 64 })),
  sameText: 0.9999,
  sameInOtherScript: 0.9999,
});

import { dimension } from '../contracts/archive.js';
import { describeCatalogue } from '../contracts/catalogue.js';
import { describeSearchEngine } from '../contracts/search-engine.js';
import { ExactSearchEngine } from './exact-search-engine.js';
import { MemoryCatalogue } from './memory-catalogue.js';

const nothing = () => Promise.resolve();

describeCatalogue('MemoryCatalogue', ({ entries, reprintGroups }) =>
  Promise.resolve({ catalogue: new MemoryCatalogue(entries, reprintGroups), dispose: nothing }),
);

describeSearchEngine('ExactSearchEngine', ({ entries, vectors }, removed) => {
  const left = entries.filter(({ document }) => !removed.includes(document.id));
  return Promise.resolve({ engine: new ExactSearchEngine(left, vectors, dimension), dispose: nothing });
});

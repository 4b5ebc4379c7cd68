export { defaultBm25, type Bm25Parameters } from './keyword-bm25.js';
export { KeywordIndexBuilder } from './keyword-builder.js';
export { KeywordIndex, type KeywordHit } from './keyword-search.js';

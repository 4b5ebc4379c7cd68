/**
 * Splitting, embedding and indexing with LangChain.js, every setting as its documentation has it but those that the
 * model needs: its folder, the file of it that there is, and its prefix. Run by ../src/langchain.ts:
 *
 *     node pipeline.js MODEL-FOLDER PASSAGES.json OUTPUT-FOLDER
 */
import { readFileSync } from 'node:fs';
import { HuggingFaceTransformersEmbeddings } from '@langchain/community/embeddings/huggingface_transformers';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';

const [model, input, output] = process.argv.slice(2);
const embeddings = new HuggingFaceTransformersEmbeddings({
  model,
  pretrainedOptions: { dtype: 'q8', local_files_only: true },
});
await embeddings.embedQuery('loads the model');
const texts = JSON.parse(readFileSync(input, 'utf8'));

const start = performance.now();
const splitter = new RecursiveCharacterTextSplitter();
const documents = await splitter.createDocuments(texts.map((text) => `passage: ${text}`));
const store = await HNSWLib.fromDocuments(documents, embeddings);
await store.save(output);
console.log(JSON.stringify({ passages: documents.length, seconds: (performance.now() - start) / 1000 }));

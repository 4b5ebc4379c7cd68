/**
 * Yinju in a LangChain chain: question → passages → the sentence nearest to it → prompt → model → text.
 *
 *     npm ci && node examples/langchain/chain.mjs "榕湾市有多少家制鞋企业？"
 *
 * Reads the articles of ./corpus (YINJU_CORPUS) and keeps the index in ./embeddings (YINJU_INDEX). The model is a fake
 * that answers the same to everything; put yours in its place.
 */
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { RunnableLambda, RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { buildIndex, describeError, noEnvironmentTracing, openRetriever } from 'yinju';

const question = process.argv[2] ?? '步云川鞋业在东南亚卖出了多少双鞋？';

try {
  await buildIndex(); // Nothing to do where nothing has changed.
  const { retriever, embeddings, close } = await openRetriever({ k: 3 });
  try {
    const chain = RunnableSequence.from([
      { question: new RunnablePassthrough(), documents: retriever },
      RunnablePassthrough.assign({ quote: RunnableLambda.from(nearestSentence(embeddings)) }),
      RunnablePassthrough.assign({ answer: answerChain() }),
    ]);
    // Without this, LANGSMITH_TRACING and its like in the environment make LangChain send questions and articles away.
    const { quote, documents, answer } = await chain.invoke(question, {
      callbacks: [noEnvironmentTracing()],
    });
    console.log(`问：${question}\n原句：${quote}\n模型：${answer}\n出处：`);
    for (const [i, { metadata }] of documents.entries()) {
      const { title, publishedAt, articleId, sourceStart, sourceEnd } = metadata;
      console.log(
        `  [${i + 1}] ${title}（${publishedAt ?? '日期不详'}）${articleId} ${sourceStart}–${sourceEnd}`,
      );
    }
  } finally {
    await close();
  }
} catch (error) {
  console.error(describeError(error, 'zh-CN'));
  process.exitCode = 1;
}

/** prompt → model → text */
function answerChain() {
  const prompt = ChatPromptTemplate.fromMessages([
    ['system', '只根据下列报道回答，并注明编号。\n\n{articles}'],
    ['human', '{question}'],
  ]);
  const model = new FakeListChatModel({ responses: ['（此处是模型的回答）[1]'] });
  return RunnableSequence.from([
    ({ question, documents }) => ({
      question,
      articles: documents.map(({ pageContent }, i) => `[${i + 1}] ${pageContent}`).join('\n\n'),
    }),
    prompt,
    model,
    new StringOutputParser(),
  ]);
}

/** Vectors are of length 1, so that their product is their cosine similarity. */
function nearestSentence(embeddings) {
  return async ({ question, documents }) => {
    const sentences = documents.flatMap(
      ({ pageContent }) => pageContent.match(/[^。！？\n]+[。！？]?/gu) ?? [],
    );
    const asked = await embeddings.embedQuery(question);
    const vectors = await embeddings.embedDocuments(sentences);
    const similarity = vectors.map((vector) => vector.reduce((sum, value, i) => sum + value * asked[i], 0));
    return sentences[similarity.indexOf(Math.max(...similarity))] ?? '';
  };
}

import { serve, type RunningServer } from '../../src/server/serve.js';
import { FakeService } from '../fakes/fake-service.js';
import { sampleAnswers, sampleArticles } from '../fakes/sample-articles.js';
import { pagesSuite } from '../server/support/pages-suite.js';

const start = (): Promise<RunningServer> =>
  serve(new FakeService({ articles: sampleArticles, answers: sampleAnswers, pauseMs: 20 }), { port: 0 });

pagesSuite('pages over a fake service', async () => {
  const server = await start();
  return {
    url: server.url,
    answered: { question: '云栖港前四个月的集装箱吞吐量是多少？', contains: '218.6万标箱' },
    refused: { question: '火星上今天的天气怎么样？' },
    close: () => server.close(),
  };
});

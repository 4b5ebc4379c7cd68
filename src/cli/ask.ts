import type { Answer } from '../domain/answer.js';
import { askRequestSchema } from '../domain/question.js';
import { ExitStatus } from '../errors.js';
import { message, type Locale } from '../messages/index.js';
import { openService } from '../wiring.js';
import type { CommandContext } from './command.js';
import { questionOf } from './question.js';
import { printableText } from './report.js';
import { stoppable } from './stoppable.js';

/** `yinju ask QUESTION`: one answer with its citations. A refusal is an answer too: exit status 0. */
export async function runAsk({
  config,
  flags,
  operands,
  stdout,
  signal,
}: CommandContext): Promise<ExitStatus> {
  const { locale } = config;
  const request = askRequestSchema.parse({ question: questionOf(operands, locale), locale });
  const open = await openService(config);
  try {
    await stoppable(signal, async () => {
      for await (const event of open.service.ask(request, { locale, signal, requestId: 'cli' })) {
        if (event.type !== 'done') continue;
        stdout.write(flags.json ? JSON.stringify(event.answer) + '\n' : describeAnswer(event.answer, locale));
      }
    });
  } finally {
    await open.close();
  }
  return ExitStatus.done;
}

function describeAnswer(answer: Answer, locale: Locale): string {
  const lines: string[] = [];
  if (answer.shortAnswer !== null) lines.push(answer.shortAnswer, '');
  lines.push(answer.refusal ? answer.refusal.message : answer.answer, '');
  for (const citation of answer.refusal?.nearest ?? answer.citations) {
    const origin = [citation.source, citation.publishedAt, citation.articleId].filter(Boolean).join(' · ');
    lines.push(`[${citation.number}] ${citation.title}`, `    ${origin}`);
    if (answer.refusal === null) lines.push(`    ${message(locale, 'ask.quote', { quote: citation.quote })}`);
  }
  return printableText(lines.join('\n')) + '\n';
}

import { environment, type Config } from '../config.js';
import { ExitStatus } from '../errors.js';
import { message, type Locale } from '../messages/index.js';
import type { CommandContext } from './command.js';
import { checkConfiguration } from './doctor/configuration.js';
import { findingsOf, type Area, type Finding, type Level } from './doctor/finding.js';
import { checkMachine, checkNativeModules } from './doctor/machine.js';
import { printable } from './report.js';

const marks: Readonly<Record<Level, string>> = { ok: '✓', hint: '!', broken: '✗', missing: '✗' };

/**
 * `yinju doctor`: looks at machine, settings, models and index, and says what to do. Status 0 when all is well or
 * there are only hints, 1 when something is broken, 3 when there is only no index yet. Changes and downloads
 * nothing.
 */
export async function runDoctor({ config, flags, stdout, signal }: CommandContext): Promise<ExitStatus> {
  const { locale } = config;
  const findings: Finding[] = [];
  let area: Area | null = null;
  for await (const finding of examine(config, signal)) {
    findings.push(finding);
    if (flags.json) continue;
    if (finding.area !== area) {
      stdout.write(`${area === null ? '' : '\n'}${message(locale, `doctor.area.${finding.area}`)}\n`);
    }
    area = finding.area;
    stdout.write(`  ${marks[finding.level]} ${textOf(finding, locale)}\n`);
  }
  const status = statusOf(findings);
  if (flags.json) stdout.write(JSON.stringify(toJson(findings, status, locale)) + '\n');
  else stdout.write(`\n${describeAll(findings, locale)}\n`);
  return status;
}

/** Each finding as soon as it is known: models take a second to load. */
async function* examine(config: Config, signal: AbortSignal): AsyncGenerator<Finding> {
  yield* await checkMachine(config);
  const modules = await checkNativeModules();
  yield* modules;
  yield* checkConfiguration(config, environment());
  if (modules.some(({ level }) => level === 'broken')) {
    yield findingsOf('models').hint('doctor.not-checked');
    yield findingsOf('index').hint('doctor.not-checked');
    return;
  }
  // Only now: these bring the native modules in as they are loaded.
  const { checkEmbedder, checkLanguageModel, checkReader } = await import('./doctor/models.js');
  const { checkIndex } = await import('./doctor/index-folder.js');
  const { findings, embedder } = await checkEmbedder(config, signal);
  try {
    yield* findings;
    yield await checkReader(config, signal);
    yield await checkLanguageModel(config, signal);
    yield* checkIndex(config, embedder);
  } finally {
    await embedder?.close();
  }
}

function count(findings: readonly Finding[], level: Level): number {
  return findings.filter((finding) => finding.level === level).length;
}

function statusOf(findings: readonly Finding[]): ExitStatus {
  if (count(findings, 'broken') > 0) return ExitStatus.failed;
  return count(findings, 'missing') > 0 ? ExitStatus.nothingToServe : ExitStatus.done;
}

/** Paths, names of variables and messages of other programs come from outside. */
function textOf({ code, params }: Finding, locale: Locale): string {
  return printable(message(locale, code, params));
}

function describeAll(findings: readonly Finding[], locale: Locale): string {
  const [broken, missing, hints] = [
    count(findings, 'broken'),
    count(findings, 'missing'),
    count(findings, 'hint'),
  ];
  if (broken === 0 && missing === 1) return message(locale, 'doctor.no-index');
  if (broken + missing > 0) return message(locale, 'doctor.broken', { count: broken + missing });
  return hints > 0 ? message(locale, 'doctor.hints', { count: hints }) : message(locale, 'doctor.all-well');
}

/** As docs/operations.md has it: names that scripts rely on. */
function toJson(findings: readonly Finding[], status: ExitStatus, locale: Locale): object {
  return {
    ok: status === ExitStatus.done,
    status,
    findings: findings.map((finding) => ({
      area: finding.area,
      level: finding.level,
      code: finding.code,
      message: textOf(finding, locale),
    })),
  };
}

import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { settingNames, settingProblems, type Config } from '../../config.js';
import { YinjuError } from '../../errors.js';
import { checkedPublicUrl } from '../../server/options.js';
import { findingsOf, type Finding } from './finding.js';
import { existingPart } from './machine.js';
import { nearestName } from './nearest-name.js';

const { ok, hint, broken, missing, failed } = findingsOf('configuration');

/** Names and values of the variables, and whether the folders that they name are there. */
export function checkConfiguration(config: Config, env: NodeJS.ProcessEnv): Finding[] {
  // Without the corpus and without leave to write, what was built before can still be served.
  const served = existsSync(config.index) && existsSync(`${config.index}/current`);
  return [
    ...checkVariables(env),
    ...checkPublicUrl(config),
    ...config.corpus.map((path) => {
      if (existsSync(path)) return ok('doctor.corpus', { path });
      return (served ? hint : missing)('corpus.missing-root', { path });
    }),
    checkIndexFolder(config.index, served),
    ...checkTracing(env),
  ];
}

function checkVariables(env: NodeJS.ProcessEnv): Finding[] {
  const problems = settingProblems(env).map(({ name, problem }) => {
    if (problem !== null) return broken('config.invalid', { name, problem });
    const nearest = nearestName(withoutPrefix(name), settingNames.map(withoutPrefix));
    return nearest === null
      ? hint('doctor.unknown-setting', { name })
      : hint('doctor.unknown-setting-near', { name, nearest: prefix + nearest });
  });
  const count = settingNames.filter((name) => (env[name] ?? '') !== '').length;
  return problems.length > 0 ? problems : [ok('doctor.settings', { count })];
}

const prefix = 'YINJU_';

function withoutPrefix(name: string): string {
  return name.slice(prefix.length);
}

function checkPublicUrl(config: Config): Finding[] {
  try {
    checkedPublicUrl(config.server.publicUrl);
    return [];
  } catch (error) {
    return [failed('YINJU_PUBLIC_URL', error)];
  }
}

function checkIndexFolder(path: string, served: boolean): Finding {
  try {
    const folder = existingPart(path);
    if (!statSync(folder).isDirectory()) return broken('doctor.index-not-folder', { path: folder });
    accessSync(folder, constants.W_OK);
    return ok('doctor.index-writable', { path });
  } catch (error) {
    if (error instanceof YinjuError) throw error;
    return (served ? hint : broken)('build.read-only', { path });
  }
}

/** The variables by which LangChain turns on tracing. */
const tracingVariables = [
  'LANGSMITH_TRACING_V2',
  'LANGCHAIN_TRACING_V2',
  'LANGSMITH_TRACING',
  'LANGCHAIN_TRACING',
];

function checkTracing(env: NodeJS.ProcessEnv): Finding[] {
  const name = tracingVariables.find((variable) => env[variable] === 'true');
  return name === undefined ? [] : [hint('doctor.tracing', { name })];
}

import type { z } from '@hono/zod-openapi';
import type { MessageKey, MessageParams } from '../messages/index.js';
import { invalidRequest, type FieldProblem, type HttpError } from './errors.js';

/** At most so many problems are listed; a body can hold a hundred thousand unknown fields. */
const maxProblems = 20;
const maxNameLength = 80;

type Issue = z.core.$ZodIssue;

/**
 * An error of status 400 that names every field a schema found wrong.
 * @param input what the schema was given: zod does not say whether a value was missing or of another type.
 */
export function invalidFields(error: z.core.$ZodError, input: unknown): HttpError {
  const [first, ...rest] = error.issues
    .slice(0, maxProblems)
    .flatMap((issue) => problemsOf(issue, valueAt(input, issue.path) === undefined));
  return invalidRequest([first ?? problem('body', 'field.invalid'), ...rest.slice(0, maxProblems - 1)]);
}

export function problem(field: string, key: MessageKey, params: MessageParams = {}): FieldProblem {
  return { field, key, params: { field, ...params } };
}

function problemsOf(issue: Issue, missing: boolean): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, maxProblems)
      .map((key) => problem(fieldName([...issue.path, key]), 'field.unknown'));
  }
  const [key, params] = messageOf(issue);
  return [problem(fieldName(issue.path), missing ? 'field.missing' : key, params)];
}

function messageOf(issue: Exclude<Issue, { code: 'unrecognized_keys' }>): [MessageKey, MessageParams?] {
  switch (issue.code) {
    case 'invalid_type':
      return [typeKey(issue.expected)];
    case 'too_small':
      if (issue.origin === 'string') return ['field.empty'];
      return ['field.too-small', { limit: Number(issue.minimum) }];
    case 'too_big':
      if (issue.origin === 'string') return ['field.too-long', { limit: Number(issue.maximum) }];
      if (issue.origin === 'array') return ['field.too-many', { limit: Number(issue.maximum) }];
      return ['field.too-big', { limit: Number(issue.maximum) }];
    case 'invalid_value':
      return ['field.choice', { choices: issue.values.map(String).join(', ') }];
    case 'invalid_format':
      // The only format in requests is that of dates.
      return [issue.format === 'regex' ? 'field.date' : 'field.invalid'];
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return ['field.invalid'];
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

function typeKey(expected: string): MessageKey {
  switch (expected) {
    case 'string':
      return 'field.not-text';
    case 'number':
      return 'field.not-number';
    case 'int':
    case 'safeint':
      return 'field.not-integer';
    case 'boolean':
      return 'field.not-boolean';
    case 'array':
      return 'field.not-list';
    case 'object':
      return 'field.not-object';
    default:
      return 'field.invalid';
  }
}

/** `history[2].content`; what a client made up is cut, so that the message stays one line. */
function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'body';
  let name = '';
  for (const part of path) {
    name += typeof part === 'number' ? `[${part}]` : (name === '' ? '' : '.') + String(part);
  }
  const oneLine = name.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '\ufffd');
  return oneLine.length > maxNameLength ? `${oneLine.slice(0, maxNameLength)}…` : oneLine;
}

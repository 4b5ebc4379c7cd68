import { describe, expect, it } from 'vitest';
import { failureOfEvent, failureOfResponse, waitSeconds } from '../../src/widget/failure.js';

const now = Date.UTC(2024, 0, 1);
const body = (code: string) => JSON.stringify({ error: { code, message: 'm', requestId: 'r-1' } });

describe('failureOfResponse', () => {
  it.each([
    [429, 'too-many-requests', '42', 'rate-limited', 42],
    [429, '', null, 'rate-limited', 10],
    [503, 'busy', '4', 'busy', 4],
    [503, 'not-ready', '5', 'preparing', 5],
    [503, 'stopping', null, 'stopping', 10],
    [503, 'timed-out', '5', 'timed-out', 5],
    [503, '<html>', null, 'busy', 10],
    [403, '', null, 'origin', 0],
    [400, 'invalid-request', null, 'invalid', 0],
    [413, 'too-large', null, 'invalid', 0],
    [404, 'not-found', null, 'service', 0],
    [500, 'internal', null, 'service', 0],
    [502, '', null, 'service', 0],
  ])('of %i %s with Retry-After %s is %s after %i s', (status, code, retryAfter, kind, seconds) => {
    expect(failureOfResponse({ status, retryAfter, body: body(code) }, now)).toEqual({
      kind,
      requestId: 'r-1',
      retryAt: seconds === 0 ? 0 : now + seconds * 1000,
    });
  });

  it('reads any body', () => {
    for (const text of ['', '<html>', 'null', '[]', '{"error":5}']) {
      expect(failureOfResponse({ status: 500, retryAfter: null, body: text }, now)).toEqual({
        kind: 'service',
        requestId: '',
        retryAt: 0,
      });
    }
  });
});

describe('failureOfEvent', () => {
  it.each([
    ['stopping', 'stopping', 10],
    ['not-ready', 'preparing', 10],
    ['timed-out', 'timed-out', 0],
    ['internal', 'service', 0],
    ['anything', 'service', 0],
  ])('of %s is %s after %i s', (code, kind, seconds) => {
    expect(failureOfEvent({ code, requestId: 'r' }, now)).toEqual({
      kind,
      requestId: 'r',
      retryAt: seconds === 0 ? 0 : now + seconds * 1000,
    });
  });
});

describe('waitSeconds', () => {
  it.each([
    ['7', 7],
    ['0', 0],
    ['-5', 0],
    ['1.2', 2],
    ['99999', 600],
    ['Mon, 01 Jan 2024 00:01:30 GMT', 90],
    ['Mon, 01 Jan 2023 00:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [null, null],
  ])('of %j is %j', (header, seconds) => {
    expect(waitSeconds(header, now)).toBe(seconds);
  });
});

import { describe, expect, it } from 'vitest';
import { Gate } from '../../src/server/gate.js';

const never = new AbortController().signal;

describe('Gate', () => {
  it('lets so many work, so many wait, and turns the rest away', async () => {
    const gate = new Gate(2, 1);
    const first = gate.enter(never)!;
    const second = gate.enter(never)!;
    const third = gate.enter(never)!;
    expect(gate.enter(never)).toBeNull();
    await Promise.all([first.turn, second.turn]);
    expect([gate.running, gate.queued]).toEqual([2, 1]);
    first.release();
    await third.turn;
    expect([gate.running, gate.queued]).toEqual([2, 0]);
  });

  it('serves in order of arrival', async () => {
    const gate = new Gate(1, 10);
    const first = gate.enter(never)!;
    const order: number[] = [];
    const waiting = [1, 2, 3].map(async (number) => {
      const ticket = gate.enter(never)!;
      await ticket.turn;
      order.push(number);
      ticket.release();
    });
    first.release();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
    expect(gate.running).toBe(0);
  });

  it('makes room at once for whoever comes when a waiting client leaves', async () => {
    const gate = new Gate(1, 1);
    const working = gate.enter(never)!;
    const client = new AbortController();
    const leaving = gate.enter(client.signal)!;
    client.abort(new Error('gone'));
    await expect(leaving.turn).rejects.toThrow('gone');
    const next = gate.enter(never);
    expect(next).not.toBeNull();
    working.release();
    await next!.turn;
    expect(gate.running).toBe(1);
  });

  it('counts a place once, however often it is given back', async () => {
    const gate = new Gate(1, 1);
    const first = gate.enter(never)!;
    first.release();
    first.release();
    expect(gate.running).toBe(0);
    const client = new AbortController();
    gate.enter(never);
    const waiting = gate.enter(client.signal)!;
    client.abort(new Error('gone'));
    waiting.release();
    await expect(waiting.turn).rejects.toThrow();
    expect([gate.running, gate.queued]).toEqual([1, 0]);
  });

  it('gives no turn to a client who left before queueing', async () => {
    const gate = new Gate(1, 1);
    gate.enter(never);
    const waiting = gate.enter(AbortSignal.abort(new Error('gone')))!;
    await expect(waiting.turn).rejects.toThrow('gone');
    expect(gate.queued).toBe(0);
  });
});

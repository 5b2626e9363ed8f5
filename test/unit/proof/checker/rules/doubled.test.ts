import { expect, it } from 'vitest';

import { check } from '../../../../proof/checker/check.ts';
import { broken, delivered } from '../logs.ts';

it('F-13 checker: a mail that a deduplicating server was handed twice is kept once', () => {
  const logs = delivered();
  logs.mail('r1 s0', 'ada', 'm-1', { verdict: 'repeated' });
  logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT']);
  expect(broken(logs)).toEqual([]);
});

it('F-13 checker: the same mail under two keys is a double', () => {
  const logs = delivered();
  logs.mail('r1 s0', 'ada', 'm-2');
  logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT']);
  expect(broken(logs)).toEqual([
    'doubled: deduplicating run-1: "r1 s0" to ada@x.org under the keys m-1-email, m-2-email',
  ]);
});

it('F-13 checker: two mails under one key are a double, of which a server that deduplicates keeps but one', () => {
  const logs = delivered();
  const message = { to: { user_id: 'bob', email: 'bob@x.org' }, content: { title: 'r2 s0' } };
  logs.post('/send', 'key-2', { message }, 202, { requestId: 'm-2' });
  logs.mail('r2 s0', 'bob', 'm-1', { verdict: 'repeated' });
  logs.readRun('PROCESSED');
  expect(broken(logs)).toContain(
    'doubled: deduplicating m-1-email is the key of "r1 s0" to ada@x.org and "r2 s0" to bob@x.org',
  );
});

it('F-13 checker: a plain server may have two where the API lists a call as unknown', () => {
  const logs = delivered('plain');
  logs.mail('r1 s0', 'ada', 'm-1');
  logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT']);
  expect(broken(logs)).toEqual([]);
  expect(check(logs).figures['doubles listed as unknown']).toBe(1);
});

it('F-13 checker: a plain server has two, and the API lists no call as unknown', () => {
  const logs = delivered('plain');
  logs.mail('r1 s0', 'ada', 'm-1');
  logs.readRun('PROCESSED', 'SENT', ['DEFERRED', 'SENT']);
  expect(broken(logs)).toContain('doubled: plain run-1: "r1 s0" to ada@x.org 2 times, 0 calls unknown');
});

it('F-13 checker: an unknown call excuses none that was made after one that was sent', () => {
  const logs = delivered('plain');
  logs.mail('r1 s0', 'ada', 'm-1');
  logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT', 'SENT']);
  expect(broken(logs)).toEqual(['doubled: plain run-1: "r1 s0" to ada@x.org was called for after it was SENT']);
});

it('F-13 checker: what is to go out at most once has no second, not even a listed one', () => {
  const logs = delivered('careful');
  logs.post('/providers', 'key-2', { settings: { guarantee: 'at-most-once' } }, 201);
  logs.mail('r1 s0', 'ada', 'm-1');
  logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT']);
  expect(broken(logs)).toEqual(['doubled: careful run-1: "r1 s0" to ada@x.org 2 times, 1 calls unknown']);
});

it('F-13 checker: a mail of no call that the API lists', () => {
  const logs = delivered();
  logs.readRun('PROCESSED', 'ROUTED', ['DEFERRED']);
  expect(broken(logs)).toContain('unlisted: deduplicating run-1: "r1 s0" to ada@x.org 1 times, 0 calls listed');
});

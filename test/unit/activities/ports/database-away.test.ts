import { describe, expect, test } from 'vitest';

import { isDatabaseAway } from '../../../../activities/ports/database-away.ts';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('away', () => {
  test.each([
    ['a connection that broke', '08006'],
    ['a conflict that a retry resolves', '40001'],
    ['a deadlock', '40P01'],
    ['no room for another connection', '53300'],
    ['a lock that was not given in time', '55P03'],
    ['a statement that took too long', '57014'],
    ['a server that stops', '57P01'],
    ['a server that starts', '57P03'],
    ['a disk that fails', '58030'],
    ['a refused connection', 'ECONNREFUSED'],
    ['a connection cut', 'ECONNRESET'],
    ['a broken pipe', 'EPIPE'],
    ['a network without an answer', 'ETIMEDOUT'],
    ['a name server that is away', 'EAI_AGAIN'],
    ['a host without a way', 'EHOSTUNREACH'],
    ['Prisma without a server', 'P1001'],
    ['Prisma whose connection closed', 'P1017'],
    ['Prisma in a conflict', 'P2034'],
  ])('F-13 W-03 database: %s (%s)', (_, code) => {
    expect(isDatabaseAway(coded(code))).toBe(true);
  });

  test.each([
    'timeout exceeded when trying to connect',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
  ])('F-13 W-03 database: %s', (message) => {
    expect(isDatabaseAway(new Error(message))).toBe(true);
  });

  test.each([
    ['its cause', new Error('outer', { cause: coded('57P01') })],
    [
      'what Prisma was told',
      Object.assign(new Error('P2010'), { meta: { driverAdapterError: { cause: coded('57014') } } }),
    ],
    ['one of several', new AggregateError([new Error('v6'), coded('ECONNREFUSED')])],
  ])('F-13 W-03 database: an error is away when %s is', (_, error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });
});

describe('not away', () => {
  const circular = new Error('itself');
  circular.cause = circular;

  test.each([
    ['a broken rule of a table', coded('23505')],
    ['a text too long for an index', coded('54000')],
    ['a wrong statement', coded('42P01')],
    ['a wrong password', coded('28P01')],
    ['a code that only begins like one', coded('0800')],
    ['Prisma with a duplicate', coded('P2002')],
    ['a bug that quotes a message', new TypeError('expected "Query read timeout"')],
    ['an error that causes itself', circular],
    ['a text', 'ECONNREFUSED'],
    ['null', null],
    ['nothing', undefined],
  ])('F-13 W-03 database: %s', (_, error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});

import { HttpException, NotFoundException } from '@nestjs/common';
import { expect, test } from 'vitest';

import { ApiError } from '../../../../../apps/api/http/api-error.ts';
import { describeError } from '../../../../../apps/api/http/describe-error.ts';
import { InvalidInput } from '../../../../../language/problem.ts';
import { AliasTaken } from '../../../../../platform/database/definitions/alias-taken.ts';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test.each([
  [new ApiError('forbidden'), 'forbidden', 'Forbidden'],
  [
    new InvalidInput([
      { path: 'a.b', message: 'is bad' },
      { path: 'c', message: 'too' },
    ]),
    'invalid_request',
    'a.b: is bad; c: too',
  ],
  [new AliasTaken('w', 'notification.alias'), 'alias_taken', 'notification.alias: the alias "w" is already taken'],
  [coded('ECONNREFUSED'), 'database_away', 'The database cannot be reached'],
  [coded('P1001'), 'database_away', 'The database cannot be reached'],
  [coded('57014'), 'database_away', 'The database cannot be reached'],
  [coded('55P03'), 'list_busy', 'Others are writing this list'],
  [coded('08006'), 'database_away', 'The database cannot be reached'],
  [new Error('timeout exceeded when trying to connect'), 'database_away', 'The database cannot be reached'],
  [new Error('outer', { cause: coded('57P01') }), 'database_away', 'The database cannot be reached'],
  [coded('54000'), 'invalid_request', 'an id, alias or token is too long'],
  [new NotFoundException('Cannot GET /secret'), 'unknown_endpoint', 'Angarium does not have this endpoint'],
  [new HttpException('too large', 413), 'body_too_large', 'The request body is larger than 6 MB'],
  [new HttpException('odd type', 415), 'invalid_request', 'content-type: a body must be application/json'],
  [Object.assign(new Error('bad url'), { statusCode: 400 }), 'invalid_request', 'bad url'],
  [new HttpException('leak', 500), 'internal', 'Internal error'],
  [coded('23505', 'leak'), 'internal', 'Internal error'],
  [new TypeError('leak'), 'internal', 'Internal error'],
  ['leak', 'internal', 'Internal error'],
  [undefined, 'internal', 'Internal error'],
])('W-06 errors: %s', (error, code, message) => {
  const described = describeError(error);
  expect([described.code, described.message]).toEqual([code, message]);
});

test('W-03 W-04 errors: the headers say whether and when to ask again', () => {
  expect(describeError(coded('ECONNRESET')).headers).toEqual({ 'retry-after': '2', 'retry-after-ms': '2000' });
  const inFlight = new ApiError('in_flight', undefined, 1).headers;
  expect(inFlight).toEqual({ 'x-should-retry': 'true', 'retry-after': '1', 'retry-after-ms': '1000' });
  expect(describeError(new AliasTaken('w', 'notification.alias')).headers).toEqual({ 'x-should-retry': 'false' });
  expect(new ApiError('rate_limited', undefined, 7).headers).toEqual({ 'retry-after': '7', 'retry-after-ms': '7000' });
  expect(new ApiError('not_found').headers).toEqual({});
});

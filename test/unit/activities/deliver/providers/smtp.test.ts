import { describe, expect, it } from 'vitest';

import { answerOf, Smtp } from '../../../../../activities/deliver/providers/smtp.ts';

const error = (fields: object) => Object.assign(new Error('said so'), fields);

describe('smtp: what an error says of the mail', () => {
  it.each([
    [
      { responseCode: 550, command: 'RCPT TO' },
      { kind: 'refused', bounced: true },
    ],
    [
      { responseCode: 554, command: 'DATA' },
      { kind: 'refused', bounced: false },
    ],
    [{ responseCode: 451, command: 'DATA' }, { kind: 'transient' }],
    [{ responseCode: 421, command: 'CONN' }, { kind: 'transient' }],
    [{ responseCode: 535, code: 'EAUTH' }, { kind: 'transient' }],
    [{ code: 'ESOCKET', syscall: 'connect' }, { kind: 'transient' }],
    [{ code: 'ETIMEDOUT', timeoutType: 'CONNECT_TIMEOUT' }, { kind: 'transient' }],
    [{ code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' }, { kind: 'transient' }],
    [{ code: 'EDNS' }, { kind: 'transient' }],
    [{ code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }, { kind: 'unknown' }],
    [{ code: 'ECONNECTION', command: 'CONN' }, { kind: 'unknown' }],
    [{ code: 'EENVELOPE', command: 'API' }, { kind: 'refused' }],
    [{}, { kind: 'unknown' }],
  ])('S-06 F-13 smtp: %j is %j', (fields, answer) => {
    expect(answerOf(error(fields))).toMatchObject({ ...answer, answer: 'said so' });
  });
});

describe('smtp: whom mail is from', () => {
  const settings = (from_address: string) =>
    new Smtp().settings.safeParse({ host: 'h', port: 25, from_address }).success;

  it.each(['a@example.com', 'Ada <a@example.com>', 'Ada, Inc. <a@example.com>'])(
    'R-28 smtp: %j is one address',
    (from) => {
      expect(settings(from)).toBe(true);
    },
  );

  it.each([
    '',
    'not an address',
    'a@b.co, c@d.co',
    'a@b.co\r\nX-Evil: 1',
    'a@b.co>\r\nBcc: <z@z.z',
    'A <a@b.co> <c@d.co>',
  ])('R-28 smtp: %j is refused', (from) => {
    expect(settings(from)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';

import { answerOf, Smtp } from '../../../../../activities/deliver/providers/smtp.ts';
import { eventually } from '../../../../support/eventually.ts';
import { Gate } from '../../../../support/gate.ts';
import { startMailServer } from '../../../../support/mail-server.ts';

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

describe('smtp: a call that is broken off', () => {
  it('row 17 smtp: is unknown at once and takes its connection along; who waited for one is not sent any more', async () => {
    const gate = new Gate();
    let [arrived, closed] = [0, 0];
    const onMail = () => {
      arrived += 1;
      return gate.pass();
    };
    const onClose = () => {
      closed += 1;
    };
    const server = await startMailServer({ onMail, onClose });
    const smtp = new Smtp();
    const settings = { host: '127.0.0.1', port: server.port, secure: false, from_address: 'shop@example.com' };
    const config = { id: 'p', version: 1, provider: 'smtp', channels: ['email'], settings } as never;
    const stopping = new AbortController();
    const call = (n: number) =>
      smtp.deliver(
        config,
        { key: `k${n}`, address: `u${n}@example.com`, rendered: {} },
        stopping.signal,
        async () => true,
      );
    const calls = Array.from({ length: 10 }, (_, n) => call(n));
    await eventually(() => expect(arrived).toBe(10));
    const behind = call(10);
    stopping.abort();
    expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(Array(10).fill('unknown'));
    expect((await behind).kind).toBe('transient');
    await eventually(() => expect(closed).toBe(10));
    gate.open();
    await eventually(() => expect(server.mails).toHaveLength(10));
    smtp.close();
    await server.close();
  });
});

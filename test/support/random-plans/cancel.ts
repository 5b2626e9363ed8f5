import fc from 'fast-check';

export const cancel = fc.constantFrom<object>(
  { cancelation_token: 'random' },
  { cancellation_token: `random-\${data.name}` },
  { cancelationToken: { $ref: 'data.total' } },
  { cancelation_token: `random-\${data.missing}` },
);

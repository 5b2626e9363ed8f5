import fc from 'fast-check';

export const invoke = fc.record({
  template: fc.constantFrom<unknown>(
    'follow-up',
    'follow-up',
    'chained',
    'endless',
    'MISSING',
    'refs.data.next',
    'refs.data.none',
  ),
  context: fc.constantFrom<unknown>(
    undefined,
    undefined,
    { data: { total: 7, again: 'follow-up' }, profile: 'refs.profile' },
    { recipient: 'refs.data.who', data: { $ref: 'data.nested' } },
    { data: 'refs.data.total' },
    { recipient: 'refs.data.missing' },
  ),
});

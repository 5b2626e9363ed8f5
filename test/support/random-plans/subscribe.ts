import fc from 'fast-check';

export const subscribe = fc.record({
  list_id: fc.constantFrom<unknown>('team.a', 'team.b', 'refs.data.name', { $ref: 'data.missing' }),
  recipient_id: fc.constantFrom<unknown>('ada', 'mute', 'unknown', 'refs.data.who', { $ref: 'data.missing' }),
  subscription: fc.constantFrom(undefined, { preferences: { notifications: {} } }),
});

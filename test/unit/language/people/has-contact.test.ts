import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../language/json/json.ts';
import { hasContact } from '../../../../language/people/has-contact.ts';

describe('contact points', () => {
  it.each<JsonObject>([
    { email: 'a@example.com' },
    { phone_number: '+15550100' },
    { slack: { access_token: 'x', channel: 'c' } },
    { webhook: { url: 'https://a.example' } },
    { expo: { token: 'x' } },
    { firebaseToken: 'x' },
    { firebaseToken: ['', 'x'] },
    { phone_number: 4712345678 },
  ])('J-23 contact: %j is one', (profile) => {
    expect(hasContact(profile)).toBe(true);
  });

  it.each<JsonObject>([
    {},
    { first_name: 'Ada' },
    { email: '' },
    { email: null },
    { email: '  ' },
    { email: false },
    { email: 0 },
    { email: {} },
    { slack: {} },
    { apn: [] },
    { webhook: { url: '' } },
    { expo: { tokens: [] } },
    { firebaseToken: ['', ' '] },
  ])('J-23 contact: %j is none', (profile) => {
    expect(hasContact(profile)).toBe(false);
  });
});

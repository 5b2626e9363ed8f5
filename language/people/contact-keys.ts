/** Profile keys by which someone can be reached (J-23). */
export const CONTACT_KEYS = [
  'email',
  'phone_number',
  'slack',
  'ms_teams',
  'discord',
  'webhook',
  'apn',
  'expo',
  'firebaseToken',
  'aws_sns',
  'airship',
  'intercom',
  'facebookPSID',
];

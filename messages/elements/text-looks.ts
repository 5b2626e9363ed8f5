/** How the text styles of Elemental look in an email: tag, size and line in pixels. */
export const textLooks = {
  text: { tag: 'p', size: '16px', line: '24px' },
  h1: { tag: 'h1', size: '28px', line: '36px' },
  h2: { tag: 'h2', size: '22px', line: '30px' },
  subtext: { tag: 'p', size: '13px', line: '20px' },
} as const;

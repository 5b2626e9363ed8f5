const LINK = /^(https?:\/\/|mailto:|tel:)[^\s\p{Cc}]+$/iu;

/** The link as it may stand in a message: http, https, mailto or tel. Undefined for anything else. */
export function safeLink(text: string): string | undefined {
  const link = text.trim().replaceAll(' ', '%20');
  return LINK.test(link) ? link : undefined;
}

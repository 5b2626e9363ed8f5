const BLANK_ID = /^\/(automations|journeys)\/\/invoke(?=\?|$)/;

/**
 * The URL to be routed for the one that came: no route has an empty segment, so an id that is missing there is read as one that
 * is blank, and its endpoint says what is wrong. J-19
 */
export function withBlankId(url: string): string {
  return url.replace(BLANK_ID, '/$1/%20/invoke');
}

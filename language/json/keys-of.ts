/** The keys of a dotted path, in order: `items.0.sku` and `items[0].sku` are the same. An empty key is where one is missing. */
export function keysOf(path: string): string[] {
  return path.replace(/\[(\d+)\]/g, '.$1').split('.');
}

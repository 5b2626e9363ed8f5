/** Does the work for every item, so many at a time; results in the order of the items. */
export async function atOnce<Item, Result>(
  count: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = [...items.entries()].reverse();
  const next = async (): Promise<void> => {
    for (let entry = rest.pop(); entry; entry = rest.pop()) results[entry[0]] = await work(entry[1]);
  };
  await Promise.all(Array.from({ length: count }, next));
  return results;
}

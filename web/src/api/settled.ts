/** The furthest position that this tab's own commands have reached: whatever is read from then on must stand there or later. */
let position: bigint | undefined;
const readers = new Set<() => Promise<void>>();

export const settledAt = (): string | undefined => position?.toString();

/** Everything that is on the page is read anew. Resolves when the new truth is there. */
export async function settle(reached: string | undefined): Promise<void> {
  if (reached !== undefined) {
    const next = BigInt(reached);
    if (position === undefined || next > position) position = next;
  }
  await Promise.all([...readers].map((read) => read()));
}

export function onSettle(read: () => Promise<void>): () => void {
  readers.add(read);
  return () => {
    readers.delete(read);
  };
}

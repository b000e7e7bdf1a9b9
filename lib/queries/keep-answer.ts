import type { QueryClient, QueryKey, Updater } from "@tanstack/react-query";

/** Shows what a change was answered with. An answer on its way from before the change must not take it back. */
export async function keepAnswer<T>(
  client: QueryClient,
  queryKey: QueryKey,
  answer: Updater<T | undefined, T | undefined>,
): Promise<void> {
  await client.cancelQueries({ queryKey });
  client.setQueryData<T>(queryKey, answer);
}

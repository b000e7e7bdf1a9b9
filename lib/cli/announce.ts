/** Tells the program that forked this one, if one did, that it is ready and where. */
export function announce(facts: Record<string, string | number | null>): void {
  process.send?.({ ready: true, ...facts });
}

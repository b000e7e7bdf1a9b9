/** One line per call, without query strings: those may carry tokens. */
export type LoggedRequest = { method: string; path: string; status: number; at: string };

const KEPT = 1000;

/** The last calls made to the provider's addresses, for tests and curious people. */
export class RequestLog {
  private lines: LoggedRequest[] = [];

  /** Notes a call to the provider's addresses; status 0 is a connection that ended without an answer. */
  note(call: { method: string; path: string }, status: number, now: number): void {
    const isOurs = call.path.startsWith("/sandbox/") || call.path.startsWith("/assets/");
    if (isOurs) return;
    this.add({ method: call.method, path: call.path, status, at: new Date(now).toISOString() });
  }

  private add(line: LoggedRequest): void {
    this.lines.push(line);
    if (this.lines.length > KEPT) this.lines = this.lines.slice(-KEPT);
  }

  list(): LoggedRequest[] {
    return [...this.lines];
  }

  clear(): void {
    this.lines = [];
  }
}

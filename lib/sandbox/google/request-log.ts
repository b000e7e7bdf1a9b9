/** One line per call, without query strings: those may carry tokens. `part` marks a call that came inside another one. */
export type LoggedRequest = { method: string; path: string; status: number; at: string; part?: true };

const KEPT = 10_000;

/** The last calls made to the provider's addresses, for tests and curious people. */
export class RequestLog {
  private lines: LoggedRequest[] = [];

  /** Notes a call to the provider's addresses; status 0 is a connection that ended without an answer. */
  note(
    call: { method: string; path: string },
    status: number,
    now: number,
    came: "by itself" | "in a batch" = "by itself",
  ): void {
    const isOurs = call.path.startsWith("/sandbox/") || call.path.startsWith("/assets/");
    if (isOurs) return;
    const { method, path } = call;
    const part = came === "in a batch" ? { part: true as const } : {};
    this.add({ method, path, status, at: new Date(now).toISOString(), ...part });
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

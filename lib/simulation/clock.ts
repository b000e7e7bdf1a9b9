/** A morning far enough ahead that what PostgreSQL calls now is always past. */
const EPOCH = Date.parse("2031-03-03T09:00:00Z");

const RealDate = Date;

/** Time as the whole process sees it while histories are played: it stands still until it is put forward. */
export class Clock {
  private at = EPOCH;

  readonly now = (): number => this.at;

  get instant(): string {
    return new RealDate(this.at).toISOString();
  }

  forward(seconds: number): void {
    this.at += Math.round(seconds * 1000);
  }

  /** Every history begins at the same moment. */
  restart(): void {
    this.at = EPOCH;
  }

  /** Makes `Date` tell this clock's time, for the product as well as for both sandboxes. Answers with the way back. */
  install(): () => void {
    const now = this.now;
    class SimulatedDate extends RealDate {
      constructor(...given: unknown[]) {
        super(...((given.length === 0 ? [now()] : given) as [number]));
      }

      static override now(): number {
        return now();
      }

      static override [Symbol.hasInstance](value: unknown): boolean {
        return Object.prototype.toString.call(value) === "[object Date]";
      }
    }
    globalThis.Date = SimulatedDate as DateConstructor;
    return () => {
      globalThis.Date = RealDate;
    };
  }
}

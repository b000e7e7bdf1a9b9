/** A reason not to start that a person can act on: its message is the one line they are shown. */
export class StartError extends Error {
  override name = "StartError";
}

import { z } from "zod";

/** How this sandbox plays what the vendor leaves open or changes over time (providers 10). All can be switched. */
export const behaviours = z.object({
  /** Declined meetings stay in the mailbox instead of leaving it. */
  keepsDeclined: z.boolean().default(false),
  /** Incremental rounds carry the row of a series itself. */
  sendsMasters: z.boolean().default(true),
  /** A slot taken out of a series is reported as `@removed`; otherwise it is only missing. */
  saysRemovedSlots: z.boolean().default(true),
  /** Some rows of a round come twice. */
  repeatsRows: z.boolean().default(true),
  /** A round starts with a page that is empty but has a next link. */
  startsWithEmptyPage: z.boolean().default(true),
  /** The most rows a page of a delta round has, whatever was asked for. */
  largestPage: z.number().int().positive().default(1_000),
  /** Status of an expired delta link. */
  expiredStateStatus: z.union([z.literal(400), z.literal(410)]).default(410),
  /** The answer to a create that repeats a transaction id with the same body. */
  transactionReplay: z.enum(["existing", "refused"]).default("existing"),
  /** What `iCalUId` an instance of a series shows. */
  instanceUid: z.enum(["of the series", "of its own", "none"]).default("of the series"),
  /** A second subscription of the same kind: 409 or one more. */
  secondSubscription: z.enum(["refused", "allowed"]).default("refused"),
  subscriptionMaxMinutes: z.number().int().positive().default(10_080),
  handshakeSeconds: z.number().positive().default(10),
  /** How many messages one change causes. */
  notificationCopies: z.number().int().min(1).max(6).default(3),
  /** `updated` may overtake `created`. */
  shufflesNotifications: z.boolean().default(true),
  /** How long a new event answers 404 to GET by id. */
  hidesNewEventsSeconds: z.number().nonnegative().default(0),
  teamsLinkSeconds: z.number().nonnegative().default(1.5),
  /** How long a refresh token still works after its successor was issued. */
  refreshGraceSeconds: z.number().nonnegative().default(300),
  /** Whether people may consent for themselves. */
  userConsent: z.enum(["allowed", "administrators only"]).default("allowed"),
  /** The spelling of granted scopes in token answers. */
  scopeForm: z.enum(["short", "full"]).default("short"),
  /** The identity token carries `email`. */
  tellsEmail: z.boolean().default(true),
  /** How long each Graph call takes; calls of one mailbox overlap for this long. */
  answerMilliseconds: z.number().nonnegative().default(10),
});

export type Behaviours = z.infer<typeof behaviours>;

/** The switches after a partial change; undefined when it names a switch or a value there is not. */
export function switched(current: Behaviours, change: unknown): Behaviours | undefined {
  return behaviours.strict().safeParse({ ...current, ...Object(change) }).data;
}

/** The switches as they stand without anybody touching them. */
export function ordinaryBehaviours(): Behaviours {
  return behaviours.parse({});
}

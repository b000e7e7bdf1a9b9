import { z } from "zod";
import { addressKey, findPerson, type SandboxPerson } from "../google/people";
import { invalidRequest, itemNotFound } from "./api-error";
import { hasTeams } from "./event-render";
import { guidOf, isPersonal, objectIdOf } from "./identity";
import { movableId, readItemId } from "./item-id";
import { windowsZone } from "./time-zones";
import type { World } from "./world";

const translateBody = z.object({
  inputIds: z.array(z.string()).min(1).max(1000),
  sourceIdType: z.enum(["restId", "restImmutableEntryId"]),
  targetIdType: z.enum(["restId", "restImmutableEntryId"]),
});

/** `GET /me`. Personal accounts have no `mail` (providers 1.2: the mailbox address is `mail ?? userPrincipalName`). */
export function describeMe(world: World, email: string): Record<string, unknown> {
  const person = personOf(world, email);
  const [givenName = person.name, ...surname] = person.name.split(" ");
  return {
    "@odata.context": `${world.origin}/v1.0/$metadata#users/$entity`,
    id: objectIdOf(person),
    displayName: person.name,
    givenName,
    surname: surname.join(" ") || null,
    mail: isPersonal(person) ? null : person.email,
    userPrincipalName: person.email,
    proxyAddresses: [`SMTP:${person.email}`],
    otherMails: [],
    preferredLanguage: "en-US",
    businessPhones: [],
    mobilePhone: null,
    jobTitle: null,
    officeLocation: null,
  };
}

/** `GET /me/calendar` and the rows of `GET /me/calendars`. */
export function describeCalendar(
  world: World,
  email: string,
  which: "default" | "other",
): Record<string, unknown> {
  const person = personOf(world, email);
  const provider = hasTeams(world, email) ? "teamsForBusiness" : "unknown";
  return {
    "@odata.context": `${world.origin}/v1.0/$metadata#users('me')/calendar/$entity`,
    id: `AAMkAGCC${Buffer.from(guidOf("calendar", addressKey(email), which)).toString("base64url")}=`,
    name: which === "default" ? "Calendar" : "Side projects",
    color: "auto",
    hexColor: "",
    isDefaultCalendar: which === "default",
    changeKey: Buffer.from(`${which}:${addressKey(email)}`)
      .toString("base64")
      .slice(0, 24),
    canShare: true,
    canViewPrivateItems: true,
    canEdit: true,
    allowedOnlineMeetingProviders: provider === "unknown" ? [] : [provider],
    defaultOnlineMeetingProvider: provider,
    isTallyingResponses: true,
    isRemovable: which === "other",
    owner: { name: person.name, address: person.email },
  };
}

/** `GET /me/mailboxSettings`, as far as calendars need it. */
export function describeMailbox(world: World, email: string): Record<string, unknown> {
  return {
    timeZone: windowsZone(personOf(world, email).timeZone),
    language: { locale: "en-US", displayName: "English (United States)" },
    workingHours: workingHours(personOf(world, email)),
  };
}

/** Monday to Friday, eight to five, in the person's own zone. */
export function workingHours(person: SandboxPerson) {
  return {
    daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
    startTime: "08:00:00.0000000",
    endTime: "17:00:00.0000000",
    timeZone: { name: windowsZone(person.timeZone) },
  };
}

/** `POST /me/translateExchangeIds`: between default and immutable ids of items that never moved. */
export function translateIds(input: unknown) {
  const parsed = translateBody.safeParse(input);
  if (!parsed.success) throw invalidRequest("The ids could not be read.");
  const { inputIds, targetIdType } = parsed.data;
  const value = inputIds.map((sourceId) => {
    const { id, moves = 0 } = readItemId(sourceId);
    return { sourceId, targetId: targetIdType === "restImmutableEntryId" ? id : movableId(id, moves) };
  });
  return { value };
}

function personOf(world: World, email: string): SandboxPerson {
  const person = findPerson(world.people, email);
  if (!person) throw itemNotFound();
  return person;
}

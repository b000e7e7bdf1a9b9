import { randomUUID } from "node:crypto";
import { z } from "zod";
import { findPerson, sameAddress } from "../google/people";
import { ApiError, invalidRequest, itemNotFound } from "./api-error";
import { objectIdOf, tenantOf } from "./identity";
import { validateEndpoint } from "./notification-handshake";
import type { AccessToken, Subscription } from "./state";
import type { World } from "./world";

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];
const SHORTEST_MINUTES = 45;
const RESOURCE = /^\/?(?:me|users\/(?<user>[^/]+))(?:\/calendar)?\/events$/i;
const KINDS = ["created", "updated", "deleted"];

const createBody = z.object({
  changeType: z.string(),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullish(),
  resource: z.string(),
  expirationDateTime: z.string(),
  clientState: z.string().max(128).nullish(),
  latestSupportedTlsVersion: z.string().nullish(),
  includeResourceData: z.literal(false).nullish(),
});
const renewBody = z.strictObject({
  expirationDateTime: z.string().optional(),
  notificationUrl: z.string().optional(),
});

/** `POST /subscriptions` (providers 3.4): both addresses must pass the handshake before the answer. */
export async function subscribe(
  world: World,
  access: AccessToken,
  input: unknown,
  usesImmutableIds: boolean,
) {
  const parsed = createBody.safeParse(input);
  if (!parsed.success)
    throw invalidRequest(`Invalid '${parsed.error.issues[0]?.path.join(".")}' of subscription.`);
  const body = parsed.data;
  const changeType = readChangeType(body.changeType);
  checkResource(world, access, body.resource);
  const expiration = readExpiration(world, body.expirationDateTime);
  const addresses = [body.notificationUrl, body.lifecycleNotificationUrl].flatMap((each) => each ?? []);
  for (const address of addresses) checkAddress(address);
  refuseSecond(world, access, body.resource, changeType);
  for (const address of addresses) await validateEndpoint(world, access.email, address);
  refuseSecond(world, access, body.resource, changeType);
  const person = findPerson(world.people, access.email);
  const subscription: Subscription = {
    id: randomUUID(),
    email: access.email,
    clientId: access.clientId,
    creatorId: person ? objectIdOf(person) : "",
    tenantId: person ? tenantOf(world, person) : "",
    resource: body.resource,
    changeType,
    notificationUrl: body.notificationUrl,
    lifecycleNotificationUrl: body.lifecycleNotificationUrl ?? undefined,
    clientState: body.clientState ?? undefined,
    usesImmutableIds,
    expiration,
  };
  world.store.state.subscriptions.push(subscription);
  world.store.markDirty();
  return toWire(subscription, "with client state");
}

/** `GET /subscriptions`: the caller's own, of this app. */
export function listSubscriptions(world: World, access: AccessToken) {
  return { value: ownOf(world, access).map((each) => toWire(each, "without client state")) };
}

/** One live subscription of the caller; 404 otherwise. */
export function requireSubscription(world: World, access: AccessToken, id: string): Subscription {
  const found = ownOf(world, access).find((each) => each.id === id);
  if (found) return found;
  const error = itemNotFound();
  throw new ApiError(404, "ResourceNotFound", error.message);
}

/** `PATCH /subscriptions/{id}`: a new end or a new address, which also reauthorises. */
export async function renewSubscription(world: World, access: AccessToken, id: string, input: unknown) {
  const subscription = requireSubscription(world, access, id);
  const parsed = renewBody.safeParse(input);
  if (!parsed.success)
    throw invalidRequest("Only 'expirationDateTime' and 'notificationUrl' of a subscription can change.");
  const { expirationDateTime, notificationUrl } = parsed.data;
  const expiration = expirationDateTime ? readExpiration(world, expirationDateTime) : subscription.expiration;
  if (notificationUrl && notificationUrl !== subscription.notificationUrl) {
    checkAddress(notificationUrl);
    await validateEndpoint(world, access.email, notificationUrl);
    subscription.notificationUrl = notificationUrl;
  }
  subscription.expiration = expiration;
  world.notifications.resume(subscription);
  world.store.markDirty();
  return toWire(subscription, "without client state");
}

/** `DELETE /subscriptions/{id}`. */
export function unsubscribe(world: World, access: AccessToken, id: string): void {
  const found = requireSubscription(world, access, id);
  world.store.state.subscriptions = world.store.state.subscriptions.filter((each) => each !== found);
  world.store.markDirty();
}

/** The wire shape; the secret is shown once, in the answer to its creation. */
export function toWire(subscription: Subscription, secret: "with client state" | "without client state") {
  return {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity",
    id: subscription.id,
    resource: subscription.resource,
    applicationId: subscription.clientId,
    changeType: subscription.changeType,
    clientState: secret === "with client state" ? (subscription.clientState ?? null) : null,
    notificationUrl: subscription.notificationUrl,
    lifecycleNotificationUrl: subscription.lifecycleNotificationUrl ?? null,
    expirationDateTime: new Date(subscription.expiration).toISOString(),
    creatorId: subscription.creatorId,
    includeResourceData: null,
    latestSupportedTlsVersion: "v1_2",
  };
}

function ownOf(world: World, access: AccessToken): Subscription[] {
  return world.notifications
    .live()
    .filter((each) => each.clientId === access.clientId && sameAddress(each.email, access.email));
}

function refuseSecond(world: World, access: AccessToken, resource: string, changeType: string): void {
  if (world.store.state.behaviours.secondSubscription === "allowed") return;
  const same = ownOf(world, access).find(
    (each) => each.resource === resource && each.changeType === changeType,
  );
  if (!same) return;
  const message = `Subscription Id ${same.id} already exists for the requested combination`;
  throw new ApiError(409, "ObjectIdentifierInUse", message);
}

function readChangeType(text: string): string {
  const kinds = text.split(",").map((kind) => kind.trim().toLowerCase());
  if (kinds.every((kind) => KINDS.includes(kind))) return kinds.join(",");
  throw invalidRequest(`Invalid 'changeType' attribute: '${text}'.`);
}

function checkResource(world: World, access: AccessToken, resource: string): void {
  const user = RESOURCE.exec(resource)?.groups;
  if (!user) throw invalidRequest(`Resource '${resource}' is not supported.`);
  if (!user.user) return;
  const person = findPerson(world.people, access.email);
  const isOwn = person && (user.user === objectIdOf(person) || sameAddress(user.user, person.email));
  if (!isOwn)
    throw new ApiError(403, "ExtensionError", "Operation: Create; Exception: [Status Code: Forbidden]");
}

/** Https anywhere; plain http only on this computer, which is the sandbox's one relaxation. */
function checkAddress(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = url?.protocol === "http:" && LOCAL_HOSTS.includes(url.hostname);
  if (url?.protocol === "https:" || isLocal) return;
  throw invalidRequest("The notification url must be an absolute https address.");
}

/** At most what this sandbox grants; less than 45 minutes is lifted to 45 (providers 3.4). */
function readExpiration(world: World, text: string): number {
  const asked = Date.parse(text);
  const now = world.now();
  const { subscriptionMaxMinutes } = world.store.state.behaviours;
  if (Number.isNaN(asked) || asked <= now)
    throw invalidRequest("Subscription expiration is not in the future.");
  if (asked > now + subscriptionMaxMinutes * 60_000) {
    throw invalidRequest(
      `Subscription expiration can only be ${subscriptionMaxMinutes} minutes in the future.`,
    );
  }
  return Math.max(asked, Math.min(now + SHORTEST_MINUTES * 60_000, now + subscriptionMaxMinutes * 60_000));
}

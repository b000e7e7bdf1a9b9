import { pause } from "../desk/answer";
import type { Call, Reply } from "../google/http";
import { findPerson, sameAddress } from "../google/people";
import { type Ask, MAILBOX_ROUTES, type Route, SUBSCRIPTION_ROUTES } from "./api-calls";
import { ApiError, accessDenied, invalidToken, overConcurrency, unknownSegment } from "./api-error";
import { claimsChallenge } from "./api-trouble";
import { objectIdOf } from "./identity";
import { bearer } from "./oauth-identity";
import { readPreferences } from "./preferences";
import { grantsAccess, seesBasicsOnly } from "./scopes";
import type { AccessToken } from "./state";
import type { World } from "./world";

const MAILBOX = /^\/v1\.0\/(?:me|users\/(?<user>[^/]+))(?<rest>\/.*)?$/i;
/** Of one app to one mailbox (providers 3.5). */
const MOST_AT_ONCE = 4;
const SUBSCRIPTIONS = /^\/v1\.0\/subscriptions(?<rest>\/.*)?$/;

/** Answers one Graph call; throws ApiError for what Graph refuses. At most four calls of a mailbox run at once. */
export async function answerApi(world: World, call: Call): Promise<Reply> {
  const access = bearer(world, call);
  if (!access) throw invalidToken();
  if (world.store.state.challenged.includes(access.email)) throw claimsChallenge();
  const subscriptions = SUBSCRIPTIONS.exec(call.path);
  if (subscriptions)
    return await answer(world, call, access, SUBSCRIPTION_ROUTES, subscriptions.groups?.rest);
  const mailbox = MAILBOX.exec(call.path);
  if (!mailbox) throw unknownSegment();
  const user = mailbox.groups?.user;
  if (user !== undefined && !isOwn(world, access, decodeURIComponent(user))) throw accessDenied();
  const leave = world.mailboxCalls.enter(`${access.clientId} ${access.email}`, MOST_AT_ONCE);
  if (!leave) throw overConcurrency(1);
  try {
    await pause(world.store.state.behaviours.answerMilliseconds);
    return await answer(world, call, access, MAILBOX_ROUTES, mailbox.groups?.rest);
  } finally {
    leave();
  }
}

async function answer(
  world: World,
  call: Call,
  access: AccessToken,
  routes: Route[],
  rest = "",
): Promise<Reply> {
  const candidates = routes.map((route) => ({ route, match: route.path.exec(rest) }));
  const found = candidates.find(({ route, match }) => match && route.method === call.method);
  if (!found?.match) throw candidates.some(({ match }) => match) ? wrongMethod() : unknownSegment();
  const { route, match } = found;
  if (!grantsAccess(access.scopes, route.needs)) throw accessDenied();
  const preferences = readPreferences(call);
  const isBasic = seesBasicsOnly(access.scopes);
  const viewer = { email: access.email, preferences, isBasic };
  const ask: Ask = { world, call, access, viewer, id: decodeURIComponent(match.groups?.id ?? "") };
  const reply = await route.run(ask);
  const applied = preferences.applied.join(", ");
  return { ...reply, headers: { ...reply.headers, ...(applied ? { "preference-applied": applied } : {}) } };
}

function isOwn(world: World, access: AccessToken, user: string): boolean {
  const person = findPerson(world.people, access.email);
  return person !== undefined && (objectIdOf(person) === user || sameAddress(user, person.email));
}

function wrongMethod(): ApiError {
  return new ApiError(405, "ErrorInvalidRequest", "The OData request is not supported.");
}

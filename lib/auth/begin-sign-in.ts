import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import { settings } from "@/lib/env";
import { asAttempt } from "./attempt";
import { backToSignIn, seeOther } from "./back-to-sign-in";
import { authOptions } from "./config";
import { authIds } from "./providers";

/**
 * Sends the browser to the provider's sign-in page, with the cookies that prove the answer is its own. `returnTo` is a path
 * of ours. A plain form can post here, so that signing in needs no scripts; the door has made sure that it is our form.
 */
export function beginSignIn(provider: ProviderName, returnTo: string): Promise<Response> {
  return asAttempt(provider, async (attempt) => {
    const { body, setCookies } = await askNextAuth({ method: "GET", action: ["csrf"] });
    const begun = await askNextAuth({
      method: "POST",
      action: ["signin", authIds[provider]],
      cookies: Object.fromEntries(setCookies.map(pairOf)),
      body: { csrfToken: tokenIn(body), callbackUrl: new URL(returnTo, settings().appUrl).href },
    });
    const leavesUs = begun.location !== null && new URL(begun.location).origin !== settings().appUrl;
    if (!begun.location || !leavesUs) return backToSignIn(attempt, returnTo);
    return seeOther(begun.location, begun.setCookies);
  });
}

type Asked = { method: string; action: string[]; cookies?: Record<string, string>; body?: object };
type Answer = { location: string | null; setCookies: string[]; body: unknown };

// next-auth wants its own token in the form and in a cookie, which a page rendered on the server cannot set. Asked as from a
// Pages route it takes the cookies it is given, so both are handed to it here.
async function askNextAuth({ method, action, cookies = {}, body }: Asked): Promise<Answer> {
  const answer: Answer = { location: null, setCookies: [], body: null };
  const keep = (given: unknown) => {
    answer.body = given;
    return response;
  };
  const response = {
    status: () => response,
    getHeader: () => answer.setCookies,
    setHeader: (name: string, value: string | string[]) => {
      if (name.toLowerCase() === "set-cookie") answer.setCookies = [value].flat();
      if (name.toLowerCase() === "location") answer.location = String(value);
      return response;
    },
    end: () => response,
    json: keep,
    send: keep,
  };
  const request = { method, query: { nextauth: action }, headers: {}, cookies, body };
  await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, authOptions());
  return answer;
}

function pairOf(setCookie: string): [string, string] {
  const [pair = ""] = setCookie.split(";");
  const at = pair.indexOf("=");
  return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
}

const tokenIn = (body: unknown): string =>
  body && typeof body === "object" && "csrfToken" in body ? String(body.csrfToken) : "";

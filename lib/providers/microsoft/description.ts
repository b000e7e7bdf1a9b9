import { ProviderError } from "@/lib/domain/errors";
import { type SplitText, splitJoinBlock } from "./join-block";
import { joinUrlOf, type RawEvent } from "./wire";

/** The text of an event as HTML, null for none. The way into Teams is no part of it: it is told as the meeting's link. */
export function descriptionOf(raw: RawEvent): string | null {
  const text = splitBody(raw)?.text ?? htmlOf(raw);
  return isBlank(text) ? null : text;
}

/**
 * The body to write for a new description. An online meeting's keeps its join block, without which Exchange would end the
 * meeting for everybody (providers 3.1); one whose block cannot be told from the text is left alone.
 */
export function bodyWith(
  raw: RawEvent,
  description: string | null,
): { contentType: "html"; content: string } {
  const parts = splitBody(raw);
  if (!parts) throw new ProviderError("refused", "The way into Teams cannot be told from the event's text");
  const given = description ?? "";
  const text = parts.block ? (splitJoinBlock(given, joinUrlOf(raw))?.text ?? given) : given;
  return { contentType: "html", content: text + parts.block };
}

function splitBody(raw: RawEvent): SplitText | null {
  const html = htmlOf(raw);
  return raw.isOnlineMeeting ? splitJoinBlock(html, joinUrlOf(raw)) : { text: html, block: "" };
}

function htmlOf({ body }: RawEvent): string {
  const content = body?.content ?? "";
  if (body?.contentType?.toLowerCase() !== "text") return content;
  const escaped = content.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return `<p>${escaped.replace(/\r?\n/g, "<br>")}</p>`;
}

/** Exchange keeps a whole empty page for an event without a text. */
const isBlank = (html: string): boolean =>
  !/<img\b/i.test(html) &&
  html.replace(/<(style|head|title)\b[^>]*>[\s\S]*?<\/\1>|<[^>]*>|&nbsp;|\s/gi, "") === "";

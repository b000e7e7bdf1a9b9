import { randomBytes } from "node:crypto";
import { itemNotFound, malformedId } from "./api-error";

const STORED = "AAkALgAA";
const INSTANCE = "AAkALgBB";
const MOVABLE = "AAMkAGAA";

/** What an immutable id names: an item, or the slot of one day in a series. */
export type ItemId = { id: string; masterId?: string | undefined; day?: string | undefined };

/** A fresh immutable id. Ids are case-sensitive and need encoding in addresses. */
export function newItemId(): string {
  return itemIdOf(randomBytes(36));
}

/** The immutable id made of these bytes. */
export function itemIdOf(bytes: Buffer): string {
  return `${STORED}${bytes.toString("base64url")}=`;
}

/** The id of a series' slot on one day: it stays when the series changes its hour. */
export function instanceId(masterId: string, day: string): string {
  return pack(INSTANCE, `${masterId}~${day}`);
}

/** The default id of an item, which is another one after each move (providers 3.1). */
export function movableId(id: string, moves: number): string {
  return pack(MOVABLE, `${moves}~${id}`);
}

/** Reads an id of any kind: 400 when it is none. `moves` is the move a default id belongs to. */
export function readItemId(text: string): ItemId & { moves?: number | undefined } {
  if (!text.startsWith(MOVABLE)) return readImmutable(text);
  const [moves = "", id = ""] = split(unpack(text));
  return { ...readImmutable(id), moves: Number(moves) };
}

/** Refuses a default id from before the item's last move: 404. */
export function requireCurrentId(asked: { moves?: number | undefined }, item: { moves: number }): void {
  if (asked.moves !== undefined && asked.moves !== item.moves) throw itemNotFound();
}

function readImmutable(text: string): ItemId {
  if (text.startsWith(INSTANCE)) {
    const [masterId, day] = split(unpack(text));
    if (masterId?.startsWith(STORED) && day) return { id: text, masterId, day };
    throw malformedId();
  }
  if (text.startsWith(STORED) && text.endsWith("=")) return { id: text };
  throw malformedId();
}

function pack(prefix: string, text: string): string {
  return `${prefix}${Buffer.from(text).toString("base64url")}=`;
}

function unpack(text: string): string {
  return Buffer.from(text.slice(STORED.length, -1), "base64url").toString("utf8");
}

function split(text: string): [string, string] | [] {
  const at = text.indexOf("~");
  return at < 0 ? [] : [text.slice(0, at), text.slice(at + 1)];
}

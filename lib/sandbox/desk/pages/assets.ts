import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Reply } from "../../google/http";

const NAME = /^\/assets\/([a-z-]+)\.(css|js)$/;
const TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** A style sheet or script of the pages, read fresh so that an edit shows on reload; undefined when there is none. */
export async function asset(folder: string, address: string): Promise<Reply | undefined> {
  const [, name, extension = ""] = NAME.exec(address) ?? [];
  const type = TYPES[extension];
  if (!name || !type) return undefined;
  const content = await readFile(path.join(folder, `${name}.${extension}`)).catch(() => undefined);
  return content && { status: 200, file: { type, content }, headers: { "cache-control": "no-cache" } };
}

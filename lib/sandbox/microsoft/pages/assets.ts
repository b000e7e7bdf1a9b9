import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Call, Reply } from "../../google/http";
import { unknownSegment } from "../api-error";
import type { World } from "../world";

const NAME = /^\/assets\/([a-z-]+)\.(css|js)$/;
const TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** A style sheet or script of the pages, read fresh so that an edit shows on reload. */
export async function asset(world: World, call: Call): Promise<Reply> {
  const match = NAME.exec(call.path);
  const [name, extension] = [match?.[1], match?.[2]];
  const type = extension && TYPES[extension];
  if (!name || !type) throw unknownSegment();
  try {
    const content = await readFile(path.join(world.assetsDir, `${name}.${extension}`));
    return { status: 200, file: { type, content }, headers: { "cache-control": "no-cache" } };
  } catch {
    throw unknownSegment();
  }
}

import { z } from "zod";
import { notFound } from "@/lib/domain/errors";
import { kindFromPath, kindWords, type RecordRef } from "@/lib/domain/records/record";

/** The record that `/records/contacts/<id>` names. Throws `not-found` for a path that names none. */
export function refOfParams(params: Record<string, string>): RecordRef {
  const kind = kindFromPath(params.kind ?? "");
  if (!kind) throw notFound("page");
  const id = z.uuid().safeParse(params.id);
  if (!id.success) throw notFound(kindWords[kind].one);
  return { kind, id: id.data };
}

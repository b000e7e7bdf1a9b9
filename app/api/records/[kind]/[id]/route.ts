import { refOfParams } from "@/lib/http/record-params";
import { json, route } from "@/lib/http/route";
import { getRecord } from "@/lib/services/records/get-record";

export const GET = route("records.detail", async ({ params, ctx }) =>
  json(await getRecord(ctx, refOfParams(params))),
);

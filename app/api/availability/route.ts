import { availabilityAsk } from "@/lib/domain/availability/inputs";
import { AppError } from "@/lib/domain/errors";
import { json, route } from "@/lib/http/route";
import { listBusy } from "@/lib/services/availability/list-busy";

export const GET = route("availability", async ({ url: { searchParams }, ctx }) => {
  const ask = availabilityAsk.safeParse({
    date: searchParams.get("date"),
    zone: searchParams.get("zone"),
    people: searchParams.getAll("person"),
  });
  if (!ask.success) throw new AppError("invalid", "Say whose day it is, and which.");
  return json({ people: await listBusy(ctx, ask.data) });
});

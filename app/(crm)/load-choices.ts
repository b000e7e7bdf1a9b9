import { cache } from "react";
import { requireUser } from "@/lib/auth/require-user";
import { listChoices } from "@/lib/services/records/list-choices";

/** The account's people, pipelines and currency, read once for the frame and the page inside it. */
export const loadChoices = cache(async () => {
  const { ctx } = await requireUser();
  return listChoices(ctx);
});

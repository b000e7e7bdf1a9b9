import { noAccountId } from "@/lib/domain/accounts/no-account";
import { json, publicRoute } from "@/lib/http/route";
import { checkHealth } from "@/lib/services/accounts/check-health";
import { systemCtx } from "@/lib/services/wiring";

export const dynamic = "force-dynamic";

/** For probes: 200 while the database answers, else 503. Nothing in it is secret. */
export const GET = publicRoute("health", async () => {
  const health = await checkHealth(systemCtx(noAccountId, "health"));
  return json(health, { status: health.database === "ok" ? 200 : 503 });
});

"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { action } from "./action";

/**
 * Renders the page that asks anew; the answer carries it. Unlike the router's own refresh it rejects when the answer does
 * not come, and the page then stays as it is, with whatever is being typed.
 */
export const renderAgainAction = action(z.object({}), async () => {
  refresh();
  return {};
});

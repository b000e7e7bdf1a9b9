import { z } from "zod";

/** The switch "Sync my calendar". */
export const setSyncingInput = z.object({ syncing: z.boolean() });
export type SetSyncingInput = z.infer<typeof setSyncingInput>;

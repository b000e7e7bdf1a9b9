"use server";

import { createAndLogInput } from "@/lib/domain/calendar/sync-log";
import { createContactAndLog } from "@/lib/services/sync-log/create-and-log";
import { action } from "./action";

export const createContactAndLogAction = action(createAndLogInput, createContactAndLog);

"use server";

import { z } from "zod";
import { setSyncingInput } from "@/lib/domain/calendar/inputs";
import { disconnectCalendar, uninstallIntegration } from "@/lib/services/calendar/disconnect";
import { setSyncing } from "@/lib/services/calendar/set-syncing";
import { syncNow } from "@/lib/services/calendar/sync-now";
import { action } from "./action";

const nothing = z.object({});

export const disconnectCalendarAction = action(nothing, disconnectCalendar);
export const uninstallIntegrationAction = action(nothing, uninstallIntegration);
export const syncNowAction = action(nothing, syncNow);
export const setSyncingAction = action(setSyncingInput, setSyncing);

"use server";

import { z } from "zod";
import { backFillInput, startBackFillInput } from "@/lib/domain/calendar/back-fill-inputs";
import { setSyncingInput } from "@/lib/domain/calendar/inputs";
import { decideSweepInput } from "@/lib/domain/calendar/sweep-inputs";
import { cancelBackFill } from "@/lib/services/back-fill/cancel";
import { confirmBackFill } from "@/lib/services/back-fill/confirm";
import { startBackFill } from "@/lib/services/back-fill/start";
import { checkSweep } from "@/lib/services/calendar/check-sweep";
import { decideSweep } from "@/lib/services/calendar/decide-sweep";
import { disconnectCalendar, uninstallIntegration } from "@/lib/services/calendar/disconnect";
import { setSyncing } from "@/lib/services/calendar/set-syncing";
import { syncNow } from "@/lib/services/calendar/sync-now";
import { action } from "./action";

const nothing = z.object({});

export const disconnectCalendarAction = action(nothing, disconnectCalendar);
export const uninstallIntegrationAction = action(nothing, uninstallIntegration);
export const syncNowAction = action(nothing, syncNow);
export const startBackFillAction = action(startBackFillInput, startBackFill);
export const confirmBackFillAction = action(backFillInput, confirmBackFill);
export const cancelBackFillAction = action(backFillInput, cancelBackFill);
export const setSyncingAction = action(setSyncingInput, setSyncing);
export const decideSweepAction = action(decideSweepInput, decideSweep);
export const checkSweepAction = action(nothing, checkSweep);

"use server";

import { setTimeOffSyncInput, timeOffInput, timeOffRef } from "@/lib/domain/time-off/inputs";
import { setTimeOffSync } from "@/lib/services/time-off/set-sync";
import { addTimeOff, changeTimeOff, removeTimeOff } from "@/lib/services/time-off/write";
import { action } from "./action";

export const addTimeOffAction = action(timeOffInput, addTimeOff);
export const changeTimeOffAction = action(timeOffInput, changeTimeOff);
export const removeTimeOffAction = action(timeOffRef, removeTimeOff);
export const setTimeOffSyncAction = action(setTimeOffSyncInput, setTimeOffSync);

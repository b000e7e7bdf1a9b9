"use server";

import {
  activityIdInput,
  completeTaskInput,
  createActivityInput,
  pinActivityInput,
  updateActivityInput,
} from "@/lib/domain/timeline/inputs";
import { completeTask } from "@/lib/services/activities/complete-task";
import { createActivity } from "@/lib/services/activities/create-activity";
import { deleteActivity } from "@/lib/services/activities/delete-activity";
import { pinActivity } from "@/lib/services/activities/pin-activity";
import { updateActivity } from "@/lib/services/activities/update-activity";
import { action } from "./action";

export const createActivityAction = action(createActivityInput, createActivity);
export const updateActivityAction = action(updateActivityInput, updateActivity);
export const deleteActivityAction = action(activityIdInput, deleteActivity);
export const pinActivityAction = action(pinActivityInput, pinActivity);
export const completeTaskAction = action(completeTaskInput, completeTask);

"use server";

import { editMeetingInput } from "@/lib/domain/meetings/edit-inputs";
import {
  deleteMeetingInput,
  dismissEditNoteInput,
  retryPushInput,
  scheduleMeetingInput,
  setInternalNoteInput,
  setOutcomeInput,
} from "@/lib/domain/meetings/inputs";
import { deleteMeeting } from "@/lib/services/meetings/delete";
import { dismissEditNote } from "@/lib/services/meetings/dismiss-edit-note";
import { editMeeting } from "@/lib/services/meetings/edit";
import { setInternalNote, setOutcome } from "@/lib/services/meetings/edit-own-fields";
import { retryPush } from "@/lib/services/meetings/retry-push";
import { scheduleMeeting } from "@/lib/services/meetings/schedule";
import { action } from "./action";

export const scheduleMeetingAction = action(scheduleMeetingInput, scheduleMeeting);
export const setOutcomeAction = action(setOutcomeInput, setOutcome);
export const setInternalNoteAction = action(setInternalNoteInput, setInternalNote);
export const deleteMeetingAction = action(deleteMeetingInput, deleteMeeting);
export const retryPushAction = action(retryPushInput, retryPush);
export const editMeetingAction = action(editMeetingInput, editMeeting);
export const dismissEditNoteAction = action(dismissEditNoteInput, dismissEditNote);

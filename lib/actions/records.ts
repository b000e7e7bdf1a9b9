"use server";

import {
  associationInput,
  createRecordInput,
  deleteRecordInput,
  mergeContactsInput,
  updateRecordInput,
} from "@/lib/domain/records/inputs";
import { associate } from "@/lib/services/records/associate";
import { createRecord } from "@/lib/services/records/create-record";
import { deleteRecord } from "@/lib/services/records/delete-record";
import { dissociate } from "@/lib/services/records/dissociate";
import { mergeContacts } from "@/lib/services/records/merge-contacts";
import { updateRecord } from "@/lib/services/records/update-record";
import { action } from "./action";

export const createRecordAction = action(createRecordInput, createRecord);
export const updateRecordAction = action(updateRecordInput, updateRecord);
export const deleteRecordAction = action(deleteRecordInput, deleteRecord);
export const mergeContactsAction = action(mergeContactsInput, mergeContacts);
export const associateAction = action(associationInput, associate);
export const dissociateAction = action(associationInput, dissociate);

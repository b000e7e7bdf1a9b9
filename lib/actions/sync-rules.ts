"use server";

import {
  allDayEventsInput,
  domainInput,
  everyOccurrenceInput,
  groupAddressInput,
  ownDomainInput,
} from "@/lib/domain/sync-rules/inputs";
import {
  addDomain,
  addGroup,
  allowDomain,
  denyDomain,
  removeDomain,
  removeGroup,
} from "@/lib/services/sync-rules/change-lists";
import { setAllDayEvents, setEveryOccurrence } from "@/lib/services/sync-rules/preferences";
import { action } from "./action";

export const addDomainAction = action(ownDomainInput, addDomain);
export const removeDomainAction = action(domainInput, removeDomain);
export const denyDomainAction = action(domainInput, denyDomain);
export const allowDomainAction = action(domainInput, allowDomain);
export const addGroupAction = action(groupAddressInput, addGroup);
export const removeGroupAction = action(groupAddressInput, removeGroup);
export const setAllDayEventsAction = action(allDayEventsInput, setAllDayEvents);
export const setEveryOccurrenceAction = action(everyOccurrenceInput, setEveryOccurrence);

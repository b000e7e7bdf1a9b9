"use server";

import { z } from "zod";
import { markNotificationsRead } from "@/lib/services/notifications/mark-read";
import { action } from "./action";

export const markNotificationsReadAction = action(z.object({}), markNotificationsRead);

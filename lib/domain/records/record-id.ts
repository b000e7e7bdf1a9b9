import { z } from "zod";

const shape = z.uuid();

/** Whether a text can be a record's id at all: a URL may say anything. */
export const isRecordId = (text: string): boolean => shape.safeParse(text).success;

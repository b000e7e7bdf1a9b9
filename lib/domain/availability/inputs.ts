import { z } from "zod";
import { address } from "../records/inputs";
import { zoneSchema } from "../time/slot";

/** So many columns are shown beside the form: more would be too narrow to read, and each is a calendar to ask. */
export const MAX_COLUMNS = 10;

const EARLIEST = "2000-01-01";
const LATEST = "2100-12-31";

/** A day on which a meeting may be planned: nobody asks calendars about a year that is still being typed. */
export const plannableDay = z.iso
  .date("Choose a date.")
  .refine((day) => day >= EARLIEST && day <= LATEST, "Choose a date between the years 2000 and 2100.");

/** Guests are asked about whoever they are: which of them are teammates, the server knows. */
export const MAX_ASKED = 30;

/** Whose day is asked for, by id or by address, and which: a date on the clock of a zone. */
export const availabilityAsk = z.object({
  date: plannableDay,
  zone: zoneSchema,
  people: z
    .array(z.union([z.uuid(), address]))
    .min(1)
    .transform((people) => people.slice(0, MAX_ASKED)),
});
export type AvailabilityAsk = z.infer<typeof availabilityAsk>;

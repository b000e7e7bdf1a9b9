"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSettled } from "@/components/shell/use-settled";
import { useNow } from "@/components/timeline/use-now";
import type { CalendarStanding } from "@/lib/domain/availability/busy";
import { type Column, columnOf } from "@/lib/domain/availability/column";
import { dayGrid, type Stretch } from "@/lib/domain/availability/day-grid";
import { plannableDay } from "@/lib/domain/availability/inputs";
import { chosenIn } from "@/lib/domain/availability/pick";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import type { ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import type { PlainDate } from "@/lib/domain/time/instant";
import { isZone } from "@/lib/domain/time/slot";
import { dayOf } from "@/lib/domain/time/zoned";
import { busyDay } from "@/lib/queries/availability";
import { teamAway } from "@/lib/queries/time-off";
import { daySpan } from "./away-words";
import { type DayPerson, dayPeople, whomToAsk } from "./day-people";

export type DayColumnState = DayPerson & { standing: CalendarStanding | "loading"; column: Column };

const nowhere = { from: "", until: "" };

/**
 * The day beside the form: that of the form, or one that was leafed to without changing the form. Time off is ours and there at
 * once; busy times come when the calendars have answered. Nothing here holds up saving.
 */
export function useDay(form: MeetingForm, host: ScheduleFormDefaults["host"]) {
  const zone = useMemo(() => (isZone(form.zone) ? form.zone : host.timeZone), [form.zone, host.timeZone]);
  const now = useNow(60_000) ?? new Date(0).toISOString();
  const today = dayOf(now, zone);
  const { day, leaf } = useShownDay(form.date, today);
  const grid = useMemo(() => dayGrid(day, zone), [day, zone]);
  const busy = useBusy(day, zone, whomToAsk(host, form.attendees));
  const { people, more } = dayPeople(host, form.attendees, busy.people ?? []);
  const span = daySpan({ date: day, start: "", end: "", zone });
  const timeOff = useQuery({ ...teamAway(span ?? nowhere), enabled: span !== null }).data ?? [];
  const { date, start, end } = form;
  // The same object while it says the same: the view moves only when the time does.
  const chosen = useMemo(() => chosenIn(grid, { date, start, end, zone }), [grid, date, start, end, zone]);
  const draw = (shownChosen: Stretch | null): DayColumnState[] =>
    people.map((person) => {
      const told = busy.people?.find(({ userId }) => userId === person.userId);
      const column = columnOf(grid, {
        blocks: told?.blocks ?? [],
        timeOff: timeOff.filter(({ email }) => email === person.email),
        chosen: person.isHost ? shownChosen : null,
      });
      return { ...person, column, standing: told?.standing ?? (busy.failed ? "silent" : "loading") };
    });
  return { grid, today, leaf, chosen, draw, more, failed: busy.failed, retry: busy.retry };
}

export type Day = ReturnType<typeof useDay>;

/** The form's day while nobody has leafed on from it, today while its date is unfinished. */
function useShownDay(formDate: string, today: PlainDate) {
  const [leafed, setLeafed] = useState<{ from: string; to: PlainDate } | null>(null);
  // A new date in the form is what its person looks for now, also when it is an earlier one again.
  if (leafed && leafed.from !== formDate) setLeafed(null);
  const own = plannableDay.safeParse(formDate).success ? formDate : today;
  return {
    day: leafed && leafed.from === formDate ? leafed.to : own,
    leaf: (to: PlainDate) => {
      if (plannableDay.safeParse(to).success) setLeafed({ from: formDate, to });
    },
  };
}

/** Calendars are asked once the day and the people have stood still for a moment. */
function useBusy(date: PlainDate, zone: string, asked: readonly string[]) {
  const wanted = [date, zone, ...asked].join(" ");
  const [askedDate = "", askedZone = "", ...people] = useSettled(wanted, 150).split(" ");
  const query = useQuery(busyDay({ date: askedDate, zone: askedZone, people }));
  const isSame = askedDate === date && askedZone === zone;
  return {
    people: isSame ? query.data : undefined,
    failed: isSame && query.isError && query.data === undefined,
    retry: () => void query.refetch(),
  };
}

"use client";

import { useQuery } from "@tanstack/react-query";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import { teamAway } from "@/lib/queries/time-off";
import { awayWords, daySpan } from "./away-words";

const nothing = { from: "", until: "" };

/** Who of the team is away while the form's meeting takes place, in words for their chip. Without an answer nobody is. */
export function useAway(form: MeetingForm): (email: string) => string | null {
  const span = daySpan(form);
  const { data } = useQuery({ ...teamAway(span ?? nothing), enabled: span !== null });
  return (email) => awayWords(data ?? [], email, form);
}

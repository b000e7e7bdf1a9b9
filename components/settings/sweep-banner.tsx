import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { type LossCount, lossWords } from "@/lib/domain/calendar/sweep";

/** Too much of the calendar is missing to be believed: says how much, and leads to the review (RULES N4). */
export function SweepBanner({ review }: { review: LossCount }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-m bg-warn-wash px-4 py-3 text-warn"
    >
      <TriangleAlert aria-hidden="true" className="size-[17px] flex-none" />
      <p className="min-w-0 flex-1 basis-60">
        <strong className="font-semibold">{`${lossWords(review)}.`}</strong> Their events are missing. Nothing
        changes until you have looked.
      </p>
      <Link href="/settings/general/calendar/review" className={buttonClass("default", "s")}>
        Review
      </Link>
    </div>
  );
}

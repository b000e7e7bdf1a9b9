import type { ReactNode } from "react";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import type { RecordDetail } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import { AssociationColumn } from "./association-column";
import { RecordPanel } from "./record-panel";

type RecordFrameProps = { record: RecordDetail; now: Instant; children: ReactNode };

/**
 * The three columns of every record. Wide: each scrolls by itself. Middling: the associations stand under the panel.
 * Narrow: one after the other, the timeline before the associations.
 */
export function RecordFrame({ record, now, children }: RecordFrameProps) {
  return (
    <div className="grid min-h-full grid-cols-1 lg:grid-cols-[300px_minmax(0,1fr)] lg:grid-rows-[auto_1fr] xl:h-full xl:grid-cols-[300px_minmax(0,1fr)_300px] xl:grid-rows-[minmax(0,1fr)]">
      <section
        aria-label="Details"
        className="min-w-0 border-line bg-surface p-4 max-lg:border-b lg:border-r xl:overflow-y-auto"
      >
        <RecordPanel record={record} now={now} />
      </section>
      <section
        aria-label="Activities"
        className="min-w-0 p-4 pt-2 lg:row-span-2 lg:col-start-2 xl:row-span-1 xl:overflow-y-auto"
      >
        <Tabs label="Views of this record" tabs={[{ value: "activities", label: "Activities" }]}>
          <TabPanel value="activities">{children}</TabPanel>
        </Tabs>
      </section>
      <section
        aria-label="Associations"
        className="min-w-0 border-line bg-surface p-4 max-lg:border-t lg:col-start-1 lg:row-start-2 lg:border-r xl:col-start-3 xl:row-start-1 xl:overflow-y-auto xl:border-r-0 xl:border-l"
      >
        <AssociationColumn record={record} />
      </section>
    </div>
  );
}

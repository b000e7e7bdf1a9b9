import { kindWords, type RecordDetail, recordKinds } from "@/lib/domain/records/record";
import { AssociationAdd } from "./association-add";
import { AssociationCard } from "./association-card";

/** The right column of a record: what belongs to it, kind by kind. */
export function AssociationColumn({ record }: { record: RecordDetail }) {
  const kinds = recordKinds.filter((kind) => kind !== record.kind || record.associations[kind].length > 0);
  const ref = { kind: record.kind, id: record.id };
  return (
    <div className="grid gap-5">
      {kinds.map((kind) => {
        const linked = record.associations[kind];
        return (
          <section key={kind} aria-labelledby={`linked-${kind}`}>
            <div className="mb-1.5 flex min-h-7 items-center">
              <h2 id={`linked-${kind}`} className="text-s text-ink-2 tracking-normal">
                <span className="inline-block first-letter:uppercase">{kindWords[kind].many}</span>{" "}
                {`(${linked.length})`}
              </h2>
              <AssociationAdd record={ref} kind={kind} linked={linked.map((link) => link.id)} />
            </div>
            <ul className="grid gap-2">
              {linked.map((link) => (
                <AssociationCard key={link.id} record={ref} recordName={record.name} link={link} />
              ))}
            </ul>
            {linked.length === 0 && (
              <p className="rounded-m border border-line border-dashed px-4 py-3 text-ink-3 text-s">
                {`No ${kindWords[kind].many} yet.`}
              </p>
            )}
          </section>
        );
      })}
    </div>
  );
}

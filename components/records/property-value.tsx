"use client";

import { Pencil } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import type { PropertyDefinition } from "@/lib/domain/records/properties";
import type { PropertyValue } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import { isZone } from "@/lib/domain/time/slot";
import { useChoices } from "./choices";
import { EditPencil } from "./edit-pencil";
import { clockIn } from "./format";
import { propertyText } from "./property-text";

type PropertyValueProps = {
  property: PropertyDefinition;
  value: PropertyValue;
  now: Instant;
  /** Left out where the value cannot be edited. */
  onEdit?: () => void;
};

/** Where a value leads: mail, phone or web; null for plain text. Only http and https leave for the web. */
function hrefOf(property: PropertyDefinition, value: PropertyValue): string | null {
  const text = value === null ? "" : String(value);
  if (text === "") return null;
  if (property.type === "email") return `mailto:${encodeURIComponent(text).replace("%40", "@")}`;
  if (property.type === "phone") return /\d{3}/.test(text) ? `tel:${text.replace(/[^\d+]/g, "")}` : null;
  if (property.type === "url") return /^https?:\/\//i.test(text) ? text : null;
  if (property.type === "domain") return `https://${text}`;
  return null;
}

/** A value as "About" shows it. Plain text is itself the button that edits it; a link has the pencil beside it. */
export function PropertyValueView({ property, value, now, onEdit }: PropertyValueProps) {
  const { users, pipelines, currency, me } = useChoices();
  const text = propertyText(property, value, { users, pipelines, currency, zone: me.timeZone, now });
  const href = hrefOf(property, value);
  if (text !== null && href !== null) {
    const web = property.type === "url" || property.type === "domain";
    return (
      <>
        <a
          href={href}
          className="link min-w-0 wrap-anywhere"
          {...(web ? { target: "_blank", rel: "noreferrer" } : {})}
        >
          <bdi>{text}</bdi>
        </a>
        {onEdit && <EditPencil label={property.label} onEdit={onEdit} />}
      </>
    );
  }
  const shown =
    text === null ? (
      <span className="text-ink-3">—</span>
    ) : (
      <Words property={property} text={text} now={now} />
    );
  if (!onEdit) return <span className="min-w-0">{shown}</span>;
  return (
    <button
      type="button"
      data-edit
      onClick={onEdit}
      className="-mx-1.5 flex min-w-0 flex-1 items-center gap-1.5 rounded-tight px-1.5 py-1 text-left hover:bg-sunken"
    >
      <span className="min-w-0 flex-1">{shown}</span>
      <span className="sr-only">{`, edit ${property.label}`}</span>
      <Pencil
        aria-hidden="true"
        className="size-3.5 flex-none text-ink-3 opacity-0 group-hover:opacity-100 [@media(hover:none)]:opacity-100"
      />
    </button>
  );
}

function Words({ property, text, now }: { property: PropertyDefinition; text: string; now: Instant }) {
  if (property.type === "owner")
    return (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={text} size="xs" />
        <bdi className="min-w-0 wrap-anywhere">{text}</bdi>
      </span>
    );
  if (property.type === "zone" && isZone(text))
    return `${text.replaceAll("_", " ")} · ${clockIn(text, now)} there now`;
  return (
    <span dir="auto" className="line-clamp-6 whitespace-pre-line wrap-anywhere">
      {text}
    </span>
  );
}

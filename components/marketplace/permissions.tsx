import type { CalendarApp } from "./apps";

/** What an app may do at its provider, in words; the consent page asks for the same. */
export function Permissions({ app }: { app: CalendarApp }) {
  return (
    <ul className="grid list-disc gap-1 pl-5 text-ink-2">
      {app.permissions.map((permission) => (
        <li key={permission}>{permission}</li>
      ))}
    </ul>
  );
}

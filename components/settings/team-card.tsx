import { fullDay } from "@/components/records/format";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import {
  type CalendarSettings,
  type InstalledIntegration,
  providerWords,
} from "@/lib/domain/calendar/connection";
import type { ZoneId } from "@/lib/domain/time/instant";

type TeamCardProps = {
  installed: InstalledIntegration;
  team: CalendarSettings["team"];
  viewerId: string;
  zone: ZoneId;
};

/** Who installed the calendar app, and whose calendar is connected. Everybody in the account may know that much. */
export function TeamCard({ installed, team, viewerId, zone }: TeamCardProps) {
  const { app } = providerWords[installed.provider];
  const by = installed.installedBy ? ` by ${installed.installedBy.name}` : "";
  return (
    <Card className="grid grid-cols-1 gap-3">
      <div>
        <h2>Your team</h2>
        <p className="text-ink-3 text-s">
          {`${app} was installed${by} on ${fullDay(installed.installedAt, zone)}.`}
        </p>
      </div>
      {team.length === 0 ? (
        <p className="border-line border-t pt-3 text-ink-2">Nobody has connected a calendar yet.</p>
      ) : (
        <ul aria-label="Connected calendars">
          {team.map(({ user, connectedAt, state }) => (
            <li key={user.id} className="flex items-center gap-3 border-line border-t py-2 last:pb-0">
              <Avatar name={user.name} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium" dir="auto">
                  {user.name}
                  {user.id === viewerId && <span className="font-normal text-ink-3"> (you)</span>}
                </span>
                <span className="block text-ink-3 text-s">{`Connected ${fullDay(connectedAt, zone)}`}</span>
              </span>
              {state === "reconnect" && <Chip tone="warn">Has to reconnect</Chip>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

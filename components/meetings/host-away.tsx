type HostAwayProps = {
  host: { name: string; email: string };
  away: (email: string) => string | null;
};

/** What keeps the host, who has no chip among the attendees, from coming at this time. */
export function HostAway({ host, away }: HostAwayProps) {
  const words = away(host.email);
  if (words === null) return null;
  return (
    <p role="status" className="-mt-1.5 font-medium text-s text-warn">
      {`${host.name} (you): ${words}`}
    </p>
  );
}

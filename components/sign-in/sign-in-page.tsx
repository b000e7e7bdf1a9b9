import { Logo } from "@/components/shell/logo";
import { Card } from "@/components/ui/card";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import { ProviderButtons } from "./provider-buttons";
import { SignInForm } from "./sign-in-form";

const story = [
  { when: "Tue 14:00", title: "Renewal terms", detail: "Amara said yes · Northwind" },
  { when: "Wed 09:30", title: "Onboarding kick-off", detail: "Moved in Outlook 2 s ago · Harbor Lights" },
  { when: "Thu 10:00", title: "Weekly check-in", detail: "Repeats · next shown" },
];

type Props = {
  returnTo: string;
  /** Whom one may sign in with beside the password. */
  providers: readonly ProviderName[];
  /** Why the last try failed, to be said at the form. */
  problem: string | null;
};

/** The way in, beside a glimpse of what waits. */
export function SignInPage({ returnTo, providers, problem }: Props) {
  return (
    <main className="grid min-h-dvh lg:grid-cols-2">
      <div className="grid place-items-center bg-surface p-6">
        <div className="grid w-full max-w-[340px] gap-3.5">
          <Logo className="text-xl" />
          <h1 className="text-2xl">Sign in</h1>
          <SignInForm returnTo={returnTo} problem={problem} />
          <ProviderButtons providers={providers} returnTo={returnTo} />
          <p className="text-ink-3 text-s">Signing in and connecting a calendar are two separate choices.</p>
        </div>
      </div>
      <aside
        aria-label="What Almanac does"
        className="hidden content-center gap-2.5 border-line border-l p-16 lg:grid"
      >
        <h2 className="mb-2 text-ink-2">Your calendar and your customers, one story.</h2>
        {story.map(({ when, title, detail }) => (
          <Card
            key={title}
            className="grid max-w-[460px] grid-cols-[56px_1fr] items-center gap-2.5 px-3.5 py-3"
          >
            <span className="w-10 text-ink-3 text-xs">{when}</span>
            <div>
              <p className="font-semibold">{title}</p>
              <p className="text-ink-3 text-s">{detail}</p>
            </div>
          </Card>
        ))}
      </aside>
    </main>
  );
}

import { CircleAlert, CircleCheck } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { classNames } from "@/components/ui/class-names";
import type { ConnectResult, ProviderName } from "@/lib/domain/calendar/connection";
import { ConnectForm } from "./connect-form";
import { connectSentence } from "./connect-words";

type ConnectNoticeProps = {
  result: ConnectResult;
  provider: ProviderName;
  intent: "install" | "connect";
  returnTo: string;
};

/** How the way to the provider and back ended, in one sentence, with another try where it can help. */
export function ConnectNotice({ result, provider, intent, returnTo }: ConnectNoticeProps) {
  const sentence = connectSentence(result, provider);
  if (!sentence) return null;
  const good = sentence.tone === "ok";
  const Icon = good ? CircleCheck : CircleAlert;
  return (
    <div
      role={good ? "status" : "alert"}
      className={classNames(
        "flex flex-wrap items-center gap-3 rounded-m px-4 py-3",
        good ? "bg-ok-wash text-ok" : "bg-danger-wash text-danger",
      )}
    >
      <Icon aria-hidden="true" className="size-[17px] flex-none" />
      <p className="min-w-0 flex-1 basis-60">{sentence.text}</p>
      {sentence.again && (
        <ConnectForm provider={provider} intent={intent} returnTo={returnTo} variant="default" size="s">
          {sentence.again}
        </ConnectForm>
      )}
      {sentence.link && (
        // A plain link: it leaves for the provider, and nothing may fetch it ahead.
        <a href={sentence.link.href} className={buttonClass("default", "s")}>
          {sentence.link.label}
        </a>
      )}
    </div>
  );
}

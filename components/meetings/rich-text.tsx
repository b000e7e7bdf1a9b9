import { classNames } from "@/components/ui/class-names";

type RichTextProps = {
  /** Sanitised on the server before it was stored (RULES I15). */
  html: string;
  className?: string;
};

/** A description with its formatting. Never give it anything but a value that a service has sanitised. */
export function RichText({ html, className }: RichTextProps) {
  return (
    <div
      dir="auto"
      className={classNames(
        "text-ink-2 [&_a]:text-brand [&_a]:underline [&_li]:ml-5 [&_ol]:list-decimal [&_p+p]:mt-2 [&_pre]:whitespace-pre-wrap [&_ul]:list-disc",
        className,
      )}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: providers send HTML; it passed the sanitiser on its way in
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

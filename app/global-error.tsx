"use client";

import "@fontsource-variable/inter/index.css";
import "./globals.css";
import { Outage } from "@/components/shell/outage";

// The frame itself failed, so it is drawn anew; a full reload is the only way back.
export default function GlobalError() {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Almanac</title>
        <main>
          <Outage onRetry={reload} />
        </main>
      </body>
    </html>
  );
}

const reload = () => window.location.reload();

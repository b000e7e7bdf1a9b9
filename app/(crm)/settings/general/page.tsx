import { redirect } from "next/navigation";

export default function GeneralSettings() {
  redirect("/settings/general/calendar");
}

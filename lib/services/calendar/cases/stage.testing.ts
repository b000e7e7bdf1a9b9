import { type SQL, sql } from "drizzle-orm";
import { expect } from "vitest";
import { newId } from "@/lib/crypto";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { EventFields } from "@/lib/domain/meetings/edit-inputs";
import type { ScheduleMeetingInput } from "@/lib/domain/meetings/inputs";
import type { Reply } from "@/lib/domain/meetings/meeting";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";
import { inDays } from "@/lib/sandbox/google/testing/sandbox";
import { type Edited, editMeeting } from "../../meetings/edit";
import { getEditDefaults } from "../../meetings/get-edit-defaults";
import { scheduleMeeting } from "../../meetings/schedule";
import { type CalendarWorld, connectionOf } from "../../testing/calendar-world";
import { insertUser } from "../../testing/story";
import { watchCalendar } from "../watch";
import { type Contact, castOf, contactOf, type Rep, repOf } from "./cast.testing";
import { CalendarHand, type Placed } from "./hand.testing";
import { told } from "./told.testing";

/**
 * What one case is played on: Mia and Bob, users of the account; Lee and Zoe, contacts; a hand in everybody's calendar, and
 * the eyes of a user on a timeline.
 */
export class Stage extends CalendarHand {
  /** What was scheduled in the CRM here: nothing else may write to a calendar or mail anybody. */
  readonly scheduled: { meetingId: string; title: string }[] = [];

  private constructor(
    override readonly world: CalendarWorld,
    readonly no: number,
    readonly mia: Rep,
    readonly bob: Rep,
    readonly lee: Contact,
    readonly zoe: Contact,
  ) {
    super(world, mia.email, lee.email);
  }

  static async open(world: CalendarWorld, no: number): Promise<Stage> {
    const cast = castOf(no);
    const [mia, bob] = [
      await repOf(world, "Mia Berg", cast.mia, "admin"),
      await repOf(world, "Bob Ray", cast.bob, "member"),
    ];
    const [lee, zoe] = [await contactOf(world, "Lee", cast.lee), await contactOf(world, "Zoe", cast.zoe)];
    return new Stage(world, no, mia, bob, lee, zoe);
  }

  get provider(): ProviderName {
    return this.world.desk.provider;
  }

  /** One more contact of the account. */
  contact(email: string): Promise<Contact> {
    return contactOf(this.world, email.split("@")[0] ?? email, email);
  }

  /** One more user of the account. */
  async colleague(email: string): Promise<void> {
    await this.world.inAccount((tx) =>
      insertUser(tx, this.world.accountId, { name: "A colleague", email, role: "member" }),
    );
  }

  /** Whether anybody of this address is a contact. */
  async knows(email: string): Promise<boolean> {
    return (
      (await this.sql<{ n: number }>(sql`select count(*)::int as n from contacts where email = ${email}`))
        ?.n !== 0
    );
  }

  /** Puts an address on the account's list of groups (RULES I10). */
  async groupAddress(email: string): Promise<void> {
    await this.sql(sql`
      insert into group_addresses (account_id, email, added_at) values (${this.world.accountId}, ${email}, now())`);
  }

  async connection(rep: Rep = this.mia) {
    const connection = await connectionOf(this.world.ctxOf(rep.user), rep.user);
    if (!connection) throw new Error(`${rep.email} is not connected`);
    return connection;
  }

  /** Schedules a meeting with Lee in four days at noon, from Lee's record in the CRM. */
  async schedule(title: string, more: Partial<ScheduleMeetingInput> = {}): Promise<string> {
    const { email, ref } = this.lee;
    const meetingId = newId();
    this.scheduled.push({ meetingId, title });
    await scheduleMeeting(this.world.ctxOf(this.mia.user), {
      meetingId,
      record: ref,
      title,
      date: inDays(4, "12:00").slice(0, 10),
      start: "12:00",
      end: "12:30",
      zone: "UTC",
      attendees: [{ email, name: "Lee", contactId: ref.id, userId: null }],
      location: { kind: "none", text: null },
      description: "",
      internalNote: "",
      records: [],
      ...more,
    });
    return meetingId;
  }

  /** Mia changes a meeting in the edit form, and presses "Save and send update". */
  async change(meetingId: string, more: Partial<EventFields>): Promise<Edited> {
    return (await this.editForm(meetingId))(more);
  }

  /** The edit form as Mia opens it: what she types into it and saves later is compared with what stood there then. */
  async editForm(meetingId: string): Promise<(more: Partial<EventFields>) => Promise<Edited>> {
    const ctx = this.world.ctxOf(this.mia.user);
    const { fields, outcome, internalNote } = await getEditDefaults(ctx, meetingId);
    return (more) =>
      editMeeting(ctx, {
        meetingId,
        sends: true,
        before: fields,
        after: { ...fields, ...more },
        outcome,
        internalNote,
      });
  }

  /** The events of this title in Mia's calendar. */
  async inCalendar(title: string): Promise<Placed[]> {
    return (await this.eventsOf(this.mia.email)).filter(({ summary }) => summary === title);
  }

  /** What stands in somebody's calendar. */
  async eventsOf(by: string): Promise<(Placed & { summary?: string })[]> {
    const { items } = await this.act("GET", `/people/${by}/events`);
    return (items as { id: string; summary?: string }[]).map((item) => ({ ...item, by }));
  }

  /** What happened at the provider's door since the beginning that changed a calendar or mailed anybody. */
  async writes(): Promise<number> {
    const { requests } = await this.act("GET", "/requests");
    const isWrite = ({ method, path }: { method: string; path: string }) =>
      method !== "GET" && /\/events/.test(path) && !/watch$/.test(path);
    return (requests as { method: string; path: string }[]).filter(isWrite).length;
  }

  /** Opens Mia's push channel, to the product's own door. */
  async listen(rep: Rep = this.mia): Promise<void> {
    await watchCalendar(this.world.ctxOf(rep.user), (await this.connection(rep)).id);
  }

  /** Waits until a message has named this event. */
  async named(event: Placed): Promise<void> {
    const hint = sql`select event_id from event_hints where event_id = ${event.id}`;
    await expect.poll(() => this.sql(hint)).toBeDefined();
  }

  /** The first row of a query in the account. */
  async sql<Row extends Record<string, unknown>>(query: SQL): Promise<Row | undefined> {
    const rows = await this.world.inAccount((tx) => tx.execute<Row>(query));
    return rows[0] as Row | undefined;
  }

  /** How many meetings of this title there are, on whatever timelines. */
  async logged(title: string): Promise<number> {
    const row = await this.sql<{ n: number }>(
      sql`select count(*)::int as n from activities where title = ${title}`,
    );
    return row?.n ?? 0;
  }

  /** The last word on an event in "Why is it here, or missing?" (RULES N1). */
  async reason(event: Placed) {
    return this.sql<{ result: string; rule: string; title: string | null; strangers: string[] }>(
      sql`select result, rule, title, strangers from sync_decisions where event_id = ${event.id}`,
    );
  }

  cards(of: Contact = this.lee): Promise<MeetingEntry[]> {
    return this.world.meetingsOf(this.mia.user, of.ref);
  }

  /** The timeline, a line per card, in order of time: `day 3 10:00 Kick-off (canceled)`. */
  async timeline(of: Contact = this.lee): Promise<string[]> {
    const cards = await this.cards(of);
    return cards.sort((one, other) => (one.start < other.start ? -1 : 1)).map(told);
  }

  /** The one card there is. */
  async card(of: Contact = this.lee): Promise<MeetingEntry> {
    const cards = await this.cards(of);
    expect(cards.map(told)).toHaveLength(1);
    return cards[0] as MeetingEntry;
  }

  /** What the one card says of somebody's answer; undefined when it does not name them. */
  async reply(email: string, of: Contact = this.lee): Promise<Reply | undefined> {
    return (await this.card(of)).attendees.find((guest) => guest.email === email)?.reply;
  }
}

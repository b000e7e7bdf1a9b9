import { describe, expect, it } from "vitest";
import { bodyWith, descriptionOf } from "./description";
import { rawEvent } from "./wire";

const joinUrl = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d";
const rule = "_".repeat(80);
const link = `<a class="me-email-headline" href="${joinUrl}">Click here to join the meeting</a>`;
const line = `<div style="width:100%"><span style="opacity:.36">${rule}</span></div>`;
const inner = `<div style="margin-top:24px"><span>Microsoft Teams meeting</span></div><div><div>Join</div>${link}</div>`;

/** How Teams and Outlook have written the way in over the years. */
const blocks: [string, string][] = [
  ["a division", `<div class="me-email-text"><span>Teams</span> ${link}</div>`],
  [
    "a division between lines",
    `${line}\n<div class="me-email-text" style="color:#252424" lang="en-US">${inner}</div><div></div> <div style="font-size:12px"></div>${line}`,
  ],
  [
    "lines inside the division",
    `<div style="max-width:520px" class="x_me-email-text"><div>${rule}</div>${inner}<div>${rule}</div></div>`,
  ],
  ["a class without quotes", `<div class=me-email-text lang=en-US>${inner}</div>`],
  [
    "paragraphs of Outlook's own, without the names",
    `<p class="MsoNormal"><span>${rule}</span></p><p>Microsoft Teams meeting</p><p><a href="${joinUrl}">Join</a></p><p class="MsoNormal">${rule}</p>`,
  ],
];
const online = (content: string, more: object = {}) =>
  rawEvent.parse({
    ...{ id: "e1", isOnlineMeeting: true, onlineMeeting: { joinUrl } },
    body: { contentType: "html", content },
    ...more,
  });
const page = (text: string) => `<html><head><style>p{}</style></head><body>${text}</body></html>`;

describe("the text of an online meeting", () => {
  it.each(blocks)("is told from its join block: %s", (_name, block) => {
    expect(descriptionOf(online(page(`<div>Agenda</div>${block}<p>After</p>`)))).toBe(
      page("<div>Agenda</div><p>After</p>"),
    );
    expect(descriptionOf(online(page(`<br>${block}`)))).toBeNull();
  });
  it.each(blocks)("is changed beside its join block: %s", (_name, block) => {
    const raw = online(page(`<div>Agenda</div>${block}`));
    expect(bodyWith(raw, "<p>New</p>").content).toBe(`<p>New</p>${block}`);
    expect(bodyWith(raw, null).content).toBe(block);
    // The block that came along with a text that was read elsewhere is not written twice.
    expect(bodyWith(raw, `<p>New</p>${block}`).content).toBe(`<p>New</p>${block}`);
    expect(descriptionOf(online(bodyWith(raw, "<p>New</p>").content))).toBe("<p>New</p>");
  });
  it("keeps lines of the writer's own", () => {
    const text = `<p>One</p><p>${rule}</p><p>Two</p>`;
    const block = `${line}<div class="me-email-text">${inner}</div>${line}`;
    expect(descriptionOf(online(text + block))).toBe(text);
    expect(descriptionOf(online(text, { onlineMeeting: null }))).toBe(text);
  });
  it("is left alone where the way in cannot be told from it", () => {
    const raw = online(`<p>Agenda, <a href="${joinUrl}">join</a></p>`);
    expect(descriptionOf(raw)).toContain("Agenda");
    expect(() => bodyWith(raw, "New")).toThrow(expect.objectContaining({ kind: "refused" }));
  });
  it("is all there is before the way in has come", () => {
    const raw = online("<p>Agenda</p>", { onlineMeeting: { joinUrl: null } });
    expect(descriptionOf(raw)).toBe("<p>Agenda</p>");
    expect(bodyWith(raw, "<p>New</p>").content).toBe("<p>New</p>");
  });
});

describe("the text of any other event", () => {
  it("is the writer's own, whatever it looks like", () => {
    const text = `<p>Copied:</p><div class="me-email-text">${inner}</div>`;
    const raw = online(text, { isOnlineMeeting: false, onlineMeeting: null });
    expect(descriptionOf(raw)).toBe(text);
    expect(bodyWith(raw, "<p>New</p>")).toEqual({ contentType: "html", content: "<p>New</p>" });
  });
});

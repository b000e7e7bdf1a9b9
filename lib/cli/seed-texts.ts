/** What people write down after they talked. `{first}` is the contact, `{company}` where they work. */
export const noteFacts = [
  "{company} plans its budget in September, so anything above 20k has to be on the table by August.",
  "{first} is the one who collects the requirements; the signature comes from the finance director.",
  "They compare us with a spreadsheet that two people maintain by hand every Friday.",
  "Their current contract ends in spring and has a three month notice period.",
  "{first} liked the timeline most of all: nobody has to ask who spoke to whom last.",
  "Security wants to see where data is stored before anyone gets an account.",
  "Two teams would use it from the start, about thirty people; the third joins after the summer.",
  "{company} moved to a new office and asked to change the invoice address.",
  "Procurement needs three references of companies of their size.",
  "{first} is on leave for two weeks and named a colleague as stand-in.",
  "The pilot group answers within a day; the regional offices have not started.",
  "They asked whether meetings can be kept apart by department. They can, through owners.",
  "Pricing is fine, the open question is the notice period in paragraph nine.",
  "{company} will announce a reorganisation next month; decisions wait until then.",
  "The works council agreed to the pilot on condition that private events stay private.",
  "{first} prefers short calls before ten in the morning and dislikes long e-mails.",
  "Their IT department only opens accounts on the first Monday of a month.",
  "An earlier supplier lost a week of their data; backups come up in every conversation.",
  "{company} opened a second warehouse and needs the same set-up there.",
  "The board liked the numbers from the pilot: eleven hours saved per person and month.",
] as const;

export const nextSteps = [
  "Send the revised offer by Thursday.",
  "Ask Tom for the reference in Hamburg.",
  "Follow up after their steering meeting.",
  "Prepare a five minute demo of the schedule form.",
  "Send the data processing agreement again, with the annex this time.",
  "Check with finance whether net-45 is possible.",
  "Introduce Sofia, who takes over the technical part.",
  "Remind them of the early renewal discount before it ends.",
  "Nothing to do until they come back to us.",
  "Book half an hour with their administrator.",
  "Update the forecast: this slips into next quarter.",
  "Thank {first} for the introduction.",
] as const;

export const callOpenings = [
  "{first} called back from the train, so we kept it short.",
  "Reached {first} on the second try.",
  "Went through the open points of the offer with {first}.",
  "{first} had read everything and came with a list of nine questions.",
  "Talked about the roll-out plan and who has to be trained first.",
  "Quick check whether the invitation arrived. It had, in the wrong folder.",
  "{first} wanted to know what changes for them when the renewal is signed.",
  "Asked how the pilot goes: better than they had expected.",
  "They have a new colleague in operations who will join the next call.",
  "Clarified the difference between a viewer and a member.",
  "{first} passed on praise for the support team.",
  "Discussed moving the start to the first week of the quarter.",
] as const;

export const emails = [
  [
    "Offer for {company}",
    "Hello {first}, here is the offer we talked about. It is valid until the end of the month.",
  ],
  [
    "Slides from today",
    "Thank you for your time today, {first}. The slides are attached; the part on data protection starts on page nine.",
  ],
  [
    "Re: Data processing agreement",
    "Hello {first}, our counsel accepts your change in paragraph four. The signed copy follows by post.",
  ],
  ["References", "Here are three customers of your size, {first}. All of them are happy to take a call."],
  [
    "Training dates",
    "We can offer Tuesday or Thursday afternoon, {first}. Both are recorded for those who cannot join.",
  ],
  [
    "Invoice question",
    "You are right, {first}: the second line belongs to last year. A corrected invoice is on its way.",
  ],
  [
    "Re: Security questionnaire",
    "All 84 answers are in the sheet. Where you asked for evidence there is a link in column F.",
  ],
  [
    "Minutes of our meeting",
    "Decisions, owners and dates are below. Please tell me by Friday if I got anything wrong.",
  ],
] as const;

export const taskTitles = [
  "Send the revised offer to {company}",
  "Call {first} about the notice period",
  "Prepare the demo for {company}",
  "Ask {first} for the new purchase order number",
  "Check the invoice address of {company}",
  "Collect three references for {company}",
  "Send {first} the training recording",
  "Update the forecast for {company}",
  "Answer the security questionnaire of {company}",
  "Plan the quarterly review with {first}",
] as const;

export const meetingTitles = [
  "Kick-off with {company}",
  "Quarterly review",
  "Demo: schedule and timeline",
  "Roll-out planning",
  "Contract walk-through",
  "Introduction to the new team",
  "Pilot retrospective",
  "Training for administrators",
  "Security questions",
  "Pricing and terms",
  "Site visit at {company}",
  "Data migration check",
] as const;

export const meetingNotes = [
  "Agreed on the scope; dates follow in writing.",
  "Good mood, hard questions about the notice period.",
  "They will bring their own administrator next time.",
  "Showed the timeline with their own data, which helped.",
  "Decision postponed until the steering meeting.",
  "All open points of the last meeting are settled.",
] as const;

/** A text with the people in it. */
export const fill = (text: string, names: { first: string; company: string }): string =>
  text.replaceAll("{first}", names.first).replaceAll("{company}", names.company);

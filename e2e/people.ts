import { demoGuests, demoPassword, demoUsers, type Person } from "@/lib/cli/demo-people";

/** Who acts in the journeys: the account's users and the guests who have a calendar in the sandbox. */
export const [mei, tom, sofia]: readonly [Person, Person, Person] = demoUsers;
export const [amara, jon, yichun, zoe, priya, lee]: readonly [
  Person,
  Person,
  Person,
  Person,
  Person,
  Person,
] = demoGuests;
export const password = demoPassword;

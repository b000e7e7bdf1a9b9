export const roles = ["admin", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

/** The person who is signed in. */
export type SessionUser = {
  id: string;
  accountId: string;
  name: string;
  email: string;
  role: Role;
  timeZone: string;
};

import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface User {
    /** Known once a person of ours is found; a provider's profile has none. */
    accountId?: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    accountId?: string;
  }
}

import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface User {
    accountId: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    accountId?: string;
  }
}

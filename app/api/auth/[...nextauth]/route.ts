import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/config";
import { answerAuth } from "@/lib/auth/finish-sign-in";

type Params = { params: Promise<{ nextauth: string[] }> };

// Options are made per request because settings are read at run time, not when the module is built.
const handler = (request: NextRequest, context: Params): Promise<Response> =>
  answerAuth(request, () => NextAuth(request, context, authOptions()));

export { handler as GET, handler as POST };

"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, TextInput } from "@/components/ui/field";

const sentences: Record<string, string> = {
  CredentialsSignin: "The email or the password is not right.",
  "too-many": "Too many attempts. Wait a few minutes and try again.",
};

type Props = { returnTo: string; problem: string | null };

/** Email and password. A refusal is said at the form, and the email stays as it was typed. */
export function SignInForm({ returnTo, problem: told }: Props) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState(told);
  const [working, setWorking] = useState(false);
  const passwordBox = useRef<HTMLInputElement>(null);
  const refuse = (sentence: string) => {
    setProblem(sentence);
    setWorking(false);
    setPassword("");
    passwordBox.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    if (email.trim() === "" || password === "") return refuse("Write your email and your password.");
    setWorking(true);
    setProblem(null);
    // Left out, it would be this page's address, whose `error` of an earlier try next-auth takes for its own answer.
    const callbackUrl = "/";
    const answer = await signIn("credentials", {
      redirect: false,
      callbackUrl,
      email: email.trim(),
      password,
    }).catch(() => null);
    if (answer?.ok && !answer.error) return window.location.assign(returnTo);
    refuse(sentences[answer?.error ?? ""] ?? "Signing in is not possible right now. Try again in a moment.");
  };
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-3.5">
      {problem && (
        <p role="alert" className="wrap-anywhere rounded-tight bg-danger-wash px-3 py-2 text-danger">
          {problem}
        </p>
      )}
      <Field label="Email">
        <TextInput
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
          spellCheck={false}
          dir="ltr"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label="Password">
        <TextInput
          ref={passwordBox}
          type="password"
          name="password"
          autoComplete="current-password"
          dir="ltr"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" loading={working} className="w-full">
        Sign in
      </Button>
    </form>
  );
}

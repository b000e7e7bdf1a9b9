import { hash, verify } from "@node-rs/argon2";

// argon2id is this package's default algorithm; its constant is a `const enum`, which isolated modules cannot import.
// 19 MiB and two passes, as OWASP's password storage cheat sheet asks for at least.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** An argon2id hash in its own text form, with a salt of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Whether `password` is the one behind `stored`; false also for a text that is no hash. */
export async function isPassword(stored: string, password: string): Promise<boolean> {
  try {
    return await verify(stored, password);
  } catch {
    return false;
  }
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that an unknown address cannot be told from a wrong password by its time. */
export async function pretendToCheck(password: string): Promise<void> {
  decoy ??= hashPassword("nobody's password");
  await isPassword(await decoy, password);
}

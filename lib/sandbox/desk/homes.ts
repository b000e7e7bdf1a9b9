import { addressKey, findPerson, type SandboxPerson } from "../google/people";

/** All that is asked of a sandbox here: its people, and who was marked since its start. */
export type Town = {
  people: SandboxPerson[];
  store: { state: { elsewhere: Record<string, boolean> }; markDirty(): void };
};

/** The person with a calendar here at this address; nobody when they live at the other provider. */
export function residentOf(world: Town, address: string): SandboxPerson | undefined {
  const person = findPerson(world.people, address);
  return person && !livesElsewhere(world, person) ? person : undefined;
}

/** Whether a person's only calendar is at the other provider: as marked last, or else as the sandbox was started with. */
export function livesElsewhere(world: Town, person: SandboxPerson): boolean {
  return world.store.state.elsewhere[addressKey(person.email)] ?? person.elsewhere === true;
}

/** The people who have a calendar here. */
export function residents(world: Town): SandboxPerson[] {
  return world.people.filter((person) => !livesElsewhere(world, person));
}

/** Marks where a person lives, until the next reset. Copies made before stay as they are. */
export function markHome(world: Town, person: SandboxPerson, elsewhere: boolean): void {
  world.store.state.elsewhere[addressKey(person.email)] = elsewhere;
  world.store.markDirty();
}

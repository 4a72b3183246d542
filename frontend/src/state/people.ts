/** Who the people of a customer are, after a change: as the page shows them without asking again. */
import type { Person } from "../api/account.ts";

/** True for the owner without whom nobody could say who the people are. */
export function isLastOwner(people: readonly Person[], person: Person): boolean {
  return person.role === "owner" && people.filter(({ role }) => role === "owner").length === 1;
}

/** What may be done with somebody in the list: the only owner stays one, and can only be given another name. */
export type Act = "change" | "rename" | "remove";

export function actsOn(people: readonly Person[], person: Person): Act[] {
  return isLastOwner(people, person) ? ["rename"] : ["change", "remove"];
}

/** The list with a person as they are now; somebody new comes last. */
export function withPerson(people: readonly Person[], person: Person): Person[] {
  return people.some(({ id }) => id === person.id) ? people.map((each) => (each.id === person.id ? person : each)) : [...people, person];
}

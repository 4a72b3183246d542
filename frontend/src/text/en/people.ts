/** Words of the page on which owners say who may sign in for their company. */
import type { Role } from "../../api/session.ts";
import type { Act } from "../../state/people.ts";

export const title = "People";
export const description = "Who may sign in for your company, and what each may do.";
export const lead = (customer: string) => `These people sign in for ${customer}, each with their own e-mail address.`;
export const roleName: Record<Role, string> = { owner: "Owner", billing: "Billing", technical: "Technical" };
export const roleMay: Record<Role, string> = {
  owner: "everything, and says who the people are",
  billing: "cover, orders, documents and payment",
  technical: "cover, quota and requests; prepares orders that somebody else pays",
};
export const may = (role: Role) => `${roleName[role]}: ${roleMay[role]}`;
export const you = "you";
export const ownEmail = "Change your address";

export const listTitle = "Who signs in";
export const act: Record<Act, string> = { change: "Change", rename: "Change the name", remove: "Remove" };
export const of = (action: string, name: string) => `${action} ${name}`;
export const lastOwner = "The only owner: somebody must say who the people are. Make another one an owner first, then this one can change or go.";

export const changeTitle = (name: string) => `Change ${name}`;
export const save = "Save";
export const saving = "Saving …";
export const cancel = "Cancel";
export const saved = (name: string) => `${name} is saved.`;

export const removeTitle = (name: string) => `Remove ${name}?`;
export const removeText = "They can sign in no more, and are signed out everywhere at once. Their orders stay.";
export const removeSelf = "You remove yourself: you are signed out at once, and another owner must let you in again.";
export const removeYes = (name: string) => `Yes, remove ${name}`;
export const removeNo = (name: string) => `Keep ${name}`;
export const removed = (name: string) => `${name} is removed.`;

export const addTitle = "Add somebody";
export const name = "Name";
export const email = "E-mail";
export const emailHint = "They sign in with it; an address belongs to one person of one company.";
export const role = "Role";
export const add = "Add";
export const adding = "Adding …";
export const added = (name: string, email: string) => `${name} is added. A mail to ${email} says how to sign in.`;
export const needName = "Enter a name.";
export const known = "This address is in the list above already. Change what that person may do there.";
export const needEmail = "Enter the whole address, such as name@example.com.";

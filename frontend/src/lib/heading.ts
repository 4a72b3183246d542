/** Naming a page after what it shows, once that is known: its first heading and its title are part of no island. */

/** The title a page came with: what it shows may get another name, as a draft does when it is issued. */
let unnamed: string | undefined;

export function nameDocument(name: string): void {
  unnamed ??= document.title;
  document.title = `${name} · ${unnamed}`;
  const heading = document.querySelector("h1");
  if (heading) heading.textContent = name;
}

/** Take what leads into a page away, once it is about something else. */
export function dropLead(): void {
  document.querySelector(".lead")?.remove();
}

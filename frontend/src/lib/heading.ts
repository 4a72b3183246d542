/** Naming a page after what it shows, once that is known: its first heading and its title are part of no island. */
export function nameDocument(name: string): void {
  document.title = `${name} · ${document.title}`;
  const heading = document.querySelector("h1");
  if (heading) heading.textContent = name;
}

/** Take what leads into a page away, once it is about something else. */
export function dropLead(): void {
  document.querySelector(".lead")?.remove();
}

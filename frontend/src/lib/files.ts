/** Files that people choose, whose beginning the server takes, and files that they are given. */

/** The beginning of a file in Base64, cut at the end of a line where the file is longer. */
export async function beginning(file: Blob, most: number): Promise<string> {
  let bytes = new Uint8Array(await file.slice(0, most).arrayBuffer());
  if (file.size > most) bytes = bytes.slice(0, bytes.lastIndexOf(0x0a) + 1);
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Hand a text to the browser as a file to keep. */
export function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken what it needs once the click is over, but not all of them at once.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

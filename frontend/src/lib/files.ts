/** Files that people choose: their beginning, as the server takes it. */

/** The beginning of a file in Base64, cut at the end of a line where the file is longer. */
export async function beginning(file: Blob, most: number): Promise<string> {
  let bytes = new Uint8Array(await file.slice(0, most).arrayBuffer());
  if (file.size > most) bytes = bytes.slice(0, bytes.lastIndexOf(0x0a) + 1);
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

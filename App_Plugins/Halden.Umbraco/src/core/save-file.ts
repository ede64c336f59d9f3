/** Has the browser save something as a file. */
export function saveFile(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken hold of it once the click is through.
  setTimeout(() => { URL.revokeObjectURL(link.href); });
}

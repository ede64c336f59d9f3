/** Gives the person a file. */
export function download(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // A browser that is busy has not taken hold of it when the click is through.
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60_000);
}

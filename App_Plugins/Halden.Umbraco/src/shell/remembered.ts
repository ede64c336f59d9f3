/** What this browser remembers between visits; a browser that is told to remember nothing works all the same. */
export const remembered = {
  get(name: string): string | null {
    try {
      return localStorage.getItem(`halden.${name}`);
    } catch {
      return null;
    }
  },
  set(name: string, value: string) {
    try {
      localStorage.setItem(`halden.${name}`, value);
    } catch {
      // It is asked again next time.
    }
  },
};

import { sectionPathname, viewPathname } from '../umbraco/paths.js';

const section = `/section/${sectionPathname}`;

/**
 * The shell's address of a place whose address in Umbraco's backoffice is `pathname`, so that a link in an e-mail leads
 * to the same on either runtime; null for an address that is the shell's own.
 */
export function linkedPlace(pathname: string): { base: string; address: string } | null {
  const at = pathname.indexOf(section);
  if (at < 0) {
    return null;
  }
  const base = pathname.slice(0, at);
  const rest = pathname.slice(at + section.length);
  const view = `/view/${viewPathname}/`;
  return { base, address: rest.startsWith(view) && rest.length > view.length ? `${base}#/${rest.slice(view.length)}` : base };
}

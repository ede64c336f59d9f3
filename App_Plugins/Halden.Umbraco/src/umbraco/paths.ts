export const sectionAlias = 'Halden.Section.Services';

/** `/umbraco/section/tjenester/view/oversikt/…` */
export const sectionPathname = 'tjenester';
export const viewPathname = 'oversikt';

/** `/umbraco/section/content/dashboard/til-godkjenning/…` */
export const dashboardPathname = 'til-godkjenning';

/** Where the backoffice begins, read from an address within a section. */
const backoffice = (pathname: string) => {
  const at = pathname.indexOf('/section/');
  return at >= 0 ? pathname.slice(0, at) : '/umbraco';
};

/** Where our section's own paths begin: behind the view's path, which Umbraco leaves out when it opens the section at its first view. */
export const sectionPath = (pathname: string) => `${backoffice(pathname)}/section/${sectionPathname}/view/${viewPathname}`;

/** Where the dashboard's own paths begin; Umbraco leaves it out as above. */
export const dashboardPath = (pathname: string) => `${backoffice(pathname)}/section/content/dashboard/${dashboardPathname}`;

export const sectionAlias = 'Halden.Section.Services';

/** `/umbraco/section/tjenester/view/oversikt/…` */
export const sectionPathname = 'tjenester';
export const viewPathname = 'oversikt';

import { sectionAlias, sectionPathname, viewPathname } from './paths.js';

const localization = (culture: string, section: string): UmbExtensionManifest => ({
  type: 'localization',
  alias: `Halden.Localization.${culture}`,
  name: `Halden localization ${culture}`,
  meta: { culture, localizations: { sections: { [sectionAlias]: section, haldenServices: section } } },
});

/** What Umbraco's backoffice is extended with; the elements behind it are loaded when the section is opened. */
export const manifests: UmbExtensionManifest[] = [
  {
    type: 'section',
    alias: sectionAlias,
    name: 'Halden services section',
    weight: 150,
    meta: { label: '#sections_haldenServices', pathname: sectionPathname },
    conditions: [{ alias: 'Umb.Condition.SectionUserPermission', match: sectionAlias }],
  },
  {
    type: 'sectionView',
    alias: 'Halden.SectionView.Services',
    name: 'Halden services view',
    element: () => import('./services-section-view.element.js'),
    meta: { label: '#sections_haldenServices', pathname: viewPathname, icon: 'icon-directions' },
    conditions: [{ alias: 'Umb.Condition.SectionAlias', match: sectionAlias }],
  },
  localization('en', 'Services'),
  localization('nb', 'Tjenester'),
  localization('nn', 'Tenester'),
];

import { dashboardPathname, sectionAlias, sectionPathname, viewPathname } from './paths.js';

const localization = (culture: string, section: string, queue: string, approval: string): UmbExtensionManifest => ({
  type: 'localization',
  alias: `Halden.Localization.${culture}`,
  name: `Halden localization ${culture}`,
  meta: { culture, localizations: { sections: { [sectionAlias]: section, haldenServices: section }, halden: { queue, approval } } },
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
  {
    type: 'dashboard',
    alias: 'Halden.Dashboard.Approval',
    name: 'Halden approval dashboard',
    element: () => import('./approval-dashboard.element.js'),
    // Before Umbraco's news.
    weight: 30,
    meta: { label: '#halden_queue', pathname: dashboardPathname },
    conditions: [
      { alias: 'Umb.Condition.SectionAlias', match: 'Umb.Section.Content' },
      { alias: 'Umb.Condition.SectionUserPermission', match: sectionAlias },
    ],
  },
  {
    type: 'workspaceView',
    alias: 'Halden.WorkspaceView.Approval',
    name: 'Halden approval workspace view',
    element: () => import('./approval-workspace-view.element.js'),
    // Between Umbraco's own content (200) and info (100).
    weight: 150,
    meta: { label: '#halden_approval', pathname: 'godkjenning', icon: 'icon-certificate' },
    conditions: [
      { alias: 'Umb.Condition.WorkspaceAlias', match: 'Umb.Workspace.Document' },
      { alias: 'Umb.Condition.WorkspaceContentTypeAlias', match: 'haldenService' },
      { alias: 'Umb.Condition.SectionUserPermission', match: sectionAlias },
    ],
  },
  localization('en', 'Services', 'For approval', 'Approval'),
  localization('nb', 'Tjenester', 'Til godkjenning', 'Godkjenning'),
  localization('nn', 'Tenester', 'Til godkjenning', 'Godkjenning'),
];

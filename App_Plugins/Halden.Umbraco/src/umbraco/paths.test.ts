import { describe, expect, it } from 'vitest';
import { dashboardPath, sectionPath } from './paths.js';

describe('paths', () => {
  it.each(['/umbraco/section/tjenester', '/umbraco/section/content/dashboard/til-godkjenning', '/umbraco/section/content/workspace/document/edit/k/nb-NO/view/godkjenning', '/umbraco'])('begin where the backoffice does, from %s', (pathname) => {
    expect(sectionPath(pathname)).toBe('/umbraco/section/tjenester/view/oversikt');
    expect(dashboardPath(pathname)).toBe('/umbraco/section/content/dashboard/til-godkjenning');
  });

  it('follow a backoffice that stands elsewhere', () => {
    expect(sectionPath('/site/umbraco/section/content')).toBe('/site/umbraco/section/tjenester/view/oversikt');
  });
});

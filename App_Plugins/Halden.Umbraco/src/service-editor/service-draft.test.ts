import { beforeEach, describe, expect, it } from 'vitest';
import type { Field, FollowedField, Service } from '../api/model.js';
import { ServiceDraft } from './service-draft.js';

const field = (alias: string, audience: Field['audience'] = 'public'): Field => ({ alias, kind: 'text', label: { nb: alias, nn: alias, en: alias }, audience, maxLength: null, headingFrom: null });
const price = field('price');
const lead = field('lead');
const procedure = field('internalProcedure', 'internal');

const aService = (change: (service: Service) => void = () => undefined): Service => {
  const service: Service = {
    key: 'k', version: 'v1', title: 'Barnehageplass', state: 'draft', source: null,
    texts: { 'nb-NO': { title: 'Barnehageplass', fields: { price: '<p>1 000 kr</p>', lead: 'Om barnehage' }, internal: { internalProcedure: 'Inntak' } } },
    register: { version: 'r1', departmentKey: null, departmentName: null, directorName: null, ownerName: 'Per Hansen', ownerEmail: null, recipientKind: 'mailbox', recipient: 'barnehage@halden.example', furtherDepartmentKeys: ['e', 'f'], formId: null },
    approval: { state: 'draft', hash: null, submittedBy: null, submittedAt: null, decidedBy: null, decidedAt: null, comment: null, mayApprove: false, whyNot: null, departments: [], publishAt: null },
    publishedCultures: [], publishedTexts: {}, addresses: {}, tasks: [], review: { dueAt: null, isDue: false, isOverdue: false, reviewedBy: null, reviewedAt: null }, schedule: null, refusedRelease: null,
  };
  change(service);
  return service;
};

describe('ServiceDraft', () => {
  let draft: ServiceDraft;

  beforeEach(() => {
    draft = new ServiceDraft(aService());
  });

  it('is clean to begin with', () => {
    expect(draft.isDirty).toBe(false);
    expect(draft.textToSave('nb-NO')).toBeNull();
    expect(draft.registerToSave()).toBeNull();
  });

  it('sends only the fields that were changed, each to its home', () => {
    draft.setValue('nb-NO', price, '<p>1 200 kr</p>');
    draft.setValue('nb-NO', procedure, 'Inntaksteamet');
    expect(draft.textToSave('nb-NO')).toEqual({ version: 'v1', fields: { price: '<p>1 200 kr</p>' }, internal: { internalProcedure: 'Inntaksteamet' } });
  });

  it('is clean again when a change is taken back', () => {
    draft.setTitle('nb-NO', 'Barnehage');
    draft.setValue('nb-NO', price, '');
    draft.setTitle('nb-NO', 'Barnehageplass');
    draft.setValue('nb-NO', price, '<p>1 000 kr</p>');
    expect(draft.isDirty).toBe(false);
  });

  it('keeps the languages apart', () => {
    draft.addCulture('nn-NO');
    draft.setTitle('nn-NO', 'Barnehageplass');
    expect(draft.cultures).toEqual(['nb-NO', 'nn-NO']);
    expect(draft.dirtyCultures).toEqual(['nn-NO']);
    expect(draft.value('nn-NO', price)).toBe('');
  });

  it('sends the title of a new language, written or not', () => {
    draft.addCulture('nn-NO');
    draft.setValue('nn-NO', lead, 'Om barnehage');
    expect(draft.textToSave('nn-NO')).toEqual({ version: 'v1', title: '', fields: { lead: 'Om barnehage' } });
  });

  it('sends the whole register with what was changed', () => {
    draft.setRegister('departmentKey', 'd');
    draft.setRegister('ownerEmail', '');
    expect(draft.registerToSave()).toEqual({ version: 'r1', departmentKey: 'd', ownerName: 'Per Hansen', ownerEmail: null, recipientKind: 'mailbox', recipient: 'barnehage@halden.example', furtherDepartmentKeys: ['e', 'f'], formId: null });
  });

  it('knows the same departments in another order, and sends others', () => {
    draft.setRegister('furtherDepartmentKeys', ['f', 'e']);
    expect(draft.isDirty).toBe(false);
    draft.setRegister('furtherDepartmentKeys', ['f']);
    const sent = draft.registerToSave()!;
    expect(sent.furtherDepartmentKeys).toEqual(['f']);
    draft.savedRegister(sent, aService((service) => { service.register.furtherDepartmentKeys = ['f']; }));
    expect(draft.isDirty).toBe(false);
  });

  it('keeps what was typed while the save was under way', () => {
    draft.setValue('nb-NO', price, 'a');
    draft.setValue('nb-NO', lead, 'b');
    const sent = draft.textToSave('nb-NO')!;
    draft.setValue('nb-NO', price, 'ab');
    draft.savedText('nb-NO', sent, aService((service) => { service.version = 'v2'; Object.assign(service.texts['nb-NO']!.fields, { price: 'a', lead: 'b' }); }));
    expect(draft.textToSave('nb-NO')).toEqual({ version: 'v2', fields: { price: 'ab' } });
  });

  it('shows what the server made of the text once it is saved', () => {
    draft.setValue('nb-NO', price, '<p>1<script></script></p>');
    const sent = draft.textToSave('nb-NO')!;
    draft.savedText('nb-NO', sent, aService((service) => { service.texts['nb-NO']!.fields.price = '<p>1</p>'; }));
    expect(draft.isDirty).toBe(false);
    expect(draft.value('nb-NO', price)).toBe('<p>1</p>');
  });

  it('puts the changes on top of what another saved, and drops those that are the same', () => {
    draft.setValue('nb-NO', price, '<p>1 200 kr</p>');
    draft.setValue('nb-NO', lead, 'Alt om barnehage');
    draft.setRegister('ownerName', 'Anne Lund');
    draft.rebase(aService((service) => {
      service.version = 'v2';
      service.texts['nb-NO']!.title = 'Barnehage';
      service.texts['nb-NO']!.fields.lead = 'Alt om barnehage';
      service.register.version = 'r2';
      service.register.ownerName = 'Anne Lund';
    }));
    expect(draft.title('nb-NO')).toBe('Barnehage');
    expect(draft.textToSave('nb-NO')).toEqual({ version: 'v2', fields: { price: '<p>1 200 kr</p>' } });
    expect(draft.registerToSave()).toBeNull();
  });

  describe('of a field that follows the national text', () => {
    const html: Field = { ...price, kind: 'html' };
    const followed = (more: Partial<FollowedField> = {}): FollowedField => ({ national: '<p>1 000 kr</p>', standing: 'national', before: '', after: '', ...more });
    const supplemented = followed({ standing: 'supplemented', after: '<p>Søsken betaler mindre.</p>' });

    it('sends what stands round it, and the national text that was shown', () => {
      draft.setSupplement('nb-NO', html, followed(), { before: '', after: '<p>Søsken betaler mindre.</p>' });
      expect(draft.textToSave('nb-NO')).toEqual({ version: 'v1', supplements: { price: { before: '', after: '<p>Søsken betaler mindre.</p>', national: '<p>1 000 kr</p>' } } });
    });

    it('is clean when the supplement is as it was', () => {
      draft.setSupplement('nb-NO', html, supplemented, { before: 'x', after: '' });
      draft.setSupplement('nb-NO', html, supplemented, supplemented);
      expect(draft.isDirty).toBe(false);
    });

    it('lets a whole text that was being written give way', () => {
      draft.setValue('nb-NO', html, '<p>Noe annet</p>');
      draft.setSupplement('nb-NO', html, followed({ standing: 'tailored' }), { before: '', after: '<p>Vårt</p>' });
      expect(draft.textToSave('nb-NO')).not.toHaveProperty('fields');
    });

    it('gives a supplement up with the text as it stands', () => {
      draft.setWhole('nb-NO', html, supplemented);
      expect(draft.textToSave('nb-NO')).toEqual({ version: 'v1', supplements: { price: null } });
      draft.forgetSupplement('nb-NO', html);
      expect(draft.isDirty).toBe(false);
    });

    it('loses nothing that was written when the whole is edited', () => {
      draft.setSupplement('nb-NO', html, supplemented, { before: '<p>Hei.</p>', after: supplemented.after });
      draft.setWhole('nb-NO', html, supplemented);
      expect(draft.textToSave('nb-NO')).toEqual({ version: 'v1', fields: { price: '<p>Hei.</p><p>1 000 kr</p><p>Søsken betaler mindre.</p>' }, supplements: { price: null } });
    });

    it('puts lines under one another', () => {
      const long: Field = { ...lead, kind: 'longText' };
      draft.setSupplement('nb-NO', long, followed({ national: 'Om barnehage' }), { before: '', after: 'Ring oss' });
      draft.setWhole('nb-NO', long, followed({ national: 'Om barnehage' }));
      expect(draft.value('nb-NO', long)).toBe('Om barnehage\nRing oss');
    });

    it('gives a tailored text back as it was when the proposal is not used', () => {
      const tailored = followed({ standing: 'tailored', after: '<p>Vårt</p>' });
      draft.setSupplement('nb-NO', html, tailored, tailored);
      expect(draft.isDirty).toBe(true);
      draft.setWhole('nb-NO', html, tailored);
      expect(draft.isDirty).toBe(false);
    });

    it('stands round the newest national text when that has changed', () => {
      draft.setSupplement('nb-NO', html, followed(), { before: '', after: 'x' });
      draft.refollow({ 'nb-NO': { followed: { price: followed({ national: '<p>1 100 kr</p>' }) } } });
      expect(draft.textToSave('nb-NO')!.supplements!.price).toMatchObject({ after: 'x', national: '<p>1 100 kr</p>' });
    });

    it('is clean once it is saved', () => {
      draft.setSupplement('nb-NO', html, followed(), { before: '', after: 'x' });
      draft.savedText('nb-NO', draft.textToSave('nb-NO')!, aService());
      expect(draft.isDirty).toBe(false);
    });
  });
});

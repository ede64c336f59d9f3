// Development only: docs/editors-api.md in memory, with the built client and the shell's page, under the shell's own CSP.
//   npm run build && npm run mock        http://localhost:5199/umbraco
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { approval } from './approval.mjs';
import { submissions } from './submissions.mjs';

const port = Number(process.env.PORT ?? 5199);
const wwwroot = fileURLToPath(new URL('../../../src/Halden.Umbraco/wwwroot', import.meta.url));
const types = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.md': 'text/plain', '.txt': 'text/plain' };

const l = (nb, nn = nb, en = nb) => ({ nb, nn, en });
const f = (alias, kind, label, more = {}) => ({ alias, kind, label, audience: 'public', maxLength: { text: 512, longText: 20000, html: 1000000 }[kind] ?? null, headingFrom: null, vocabulary: null, ...more });
const internal = { audience: 'internal' };
const schema = {
  cultures: [{ culture: 'nb-NO', name: 'Bokmål', isDefault: true }, { culture: 'nn-NO', name: 'Nynorsk', isDefault: false }, { culture: 'en-US', name: 'English', isDefault: false }],
  sections: [
    { alias: 'general', label: l('Generelt', 'Generelt', 'General'), fields: [
      f('lead', 'longText', l('Ingress', 'Ingress', 'Lead')), f('alternativeName', 'text', l('Alternativt navn', 'Alternativt namn', 'Alternative name')),
      f('description', 'html', l('Beskrivelse', 'Omtale', 'Description')), f('targetGroup', 'html', l('Målgruppe', 'Målgruppe', 'Who it is for')),
      f('criteria', 'html', l('Kriterier/vilkår', 'Kriterium/vilkår', 'Criteria')), f('price', 'html', l('Pris', 'Pris', 'Price')), f('documents', 'links', l('Les mer', 'Les meir', 'Read more'))] },
    { alias: 'legislation', label: l('Lover og retningslinjer', 'Lover og retningslinjer', 'Acts and guidelines'), fields: [
      f('acts', 'html', l('Lover', 'Lover', 'Acts')), f('actLinks', 'links', l('Lover, forskrifter og retningslinjer')), f('isStatutory', 'flag', l('Lovpålagt tjeneste', 'Lovpålagd teneste', 'Statutory service'))] },
    { alias: 'application', label: l('Om søknadsprosessen', 'Om søknadsprosessen', 'About the application process'), fields: [
      f('guidance', 'html', l('Veiledning', 'Rettleiing', 'Guidance')), f('deadline', 'html', l('Søknadsfrist', 'Søknadsfrist', 'Deadline')), f('internalProcedure', 'html', l('Intern saksgang', 'Intern saksgang', 'Internal procedure'), internal)] },
    { alias: 'contact', label: l('Kontaktinformasjon', 'Kontaktinformasjon', 'Contact information'), fields: [
      f('contactUnit', 'text', l('Kontaktavdeling')), f('telephone', 'text', l('Telefon', 'Telefon', 'Telephone')), f('email', 'text', l('E-post', 'E-post', 'E-mail')), f('openingHours', 'longText', l('Åpningstid', 'Opningstid', 'Opening hours'))] },
    { alias: 'other', label: l('Andre opplysninger', 'Andre opplysningar', 'Other information'), fields: [
      f('updated', 'date', l('Oppdatert', 'Oppdatert', 'Updated')), f('keywords', 'list', l('Stikkord', 'Stikkord', 'Keywords')), f('losWords', 'list', l('Emneord (Los)', 'Emneord (Los)', 'Subject words (Los)'), { vocabulary: 'losSubjects' }), f('lifeEvents', 'list', l('Livshendelser', 'Livshendingar', 'Life events'), { vocabulary: 'losLifeEvents' }), f('internalInformation', 'html', l('Interne opplysninger', 'Interne opplysningar', 'Internal information'), internal)] },
  ],
};

const me = { key: randomUUID(), name: 'Kari Nordmann', email: 'kari.nordmann@halden.example', isEditor: true, isAdministrator: true, directorOf: [] };
const users = [{ key: me.key, name: me.name, email: me.email }, { key: randomUUID(), name: 'Per Hansen', email: 'per.hansen@halden.example' }, { key: randomUUID(), name: 'Anne Lund', email: 'anne.lund@halden.example' }];
const departments = ['Undervisning og kultur', 'Helse og mestring', 'Samfunnsutvikling'].map((name, index) => ({ key: randomUUID(), name, director: index === 2 ? null : { key: users[index].key, name: users[index].name }, reviewMonths: null, unpublishOverdueAfterDays: null, deputies: [] }));
me.directorOf = [{ key: departments[0].key, name: departments[0].name, asDeputy: false }, { key: departments[1].key, name: departments[1].name, asDeputy: true }];

const services = new Map();
const history = new Map();
const runs = [];
const hash = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const now = () => new Date().toISOString();
const packageHash = (service) => hash([service.texts, service.register]);
const acts = { submitted: 'Sendt til godkjenning', approved: 'Godkjent', rejected: 'Avvist', published: 'Publisert', unpublished: 'Avpublisert', registerChanged: 'Ansvar endret' };
const trail = [];
const packages = new Map();
const people = new Map();
const personOf = (name) => {
  if (!people.has(name)) {
    people.set(name, { id: randomUUID(), name, isPseudonymised: false });
  }
  return people.get(name);
};
const tell = (service, action, comment = null, who = me.name) => {
  const line = { number: trail.length + 1, at: now(), who, action, what: acts[action], comment, packageHash: packageHash(service), from: 'Tjenester', address: '10.0.0.7' };
  history.get(service.key).unshift(line);
  trail.unshift({ ...line, person: personOf(who), service: { key: service.key, title: mainTitle(service) } });
  packages.set(`${service.key} ${line.packageHash}`, { texts: structuredClone(service.texts), register: { ...service.register }, approval: { ...service.approval }, title: mainTitle(service) });
};

function add(title, { state = 'draft', department = null, owner = null, recipient = null, texts, source = 'ntk', published = false } = {}) {
  const key = randomUUID();
  const service = {
    key, source, state, updatedAt: now(), comments: [], package: null,
    texts: texts ?? { 'nb-NO': { title, fields: { lead: `Alt om ${title.toLowerCase()} i Halden.`, description: `<p>Kommunen tilbyr <strong>${title.toLowerCase()}</strong>.</p><ul><li>Søk i god tid</li><li>Ring oss gjerne</li></ul>` }, internal: {} } },
    register: { departmentKey: department?.key ?? null, ownerName: owner, ownerEmail: owner && 'per.hansen@halden.example', recipientKind: recipient ? 'mailbox' : null, recipient },
    approval: { submittedBy: null, submittedAt: null, decidedBy: null, decidedAt: null, comment: null, hash: null },
    published: {},
  };
  services.set(key, service);
  history.set(key, []);
  if (published) {
    service.published = structuredClone(service.texts);
  }
  if (state !== 'draft') {
    Object.assign(service.approval, { submittedBy: 'Per Hansen', submittedAt: '2026-11-20T09:12:00Z', hash: packageHash(service) });
    tell(service, 'submitted', null, 'Per Hansen');
  }
  return service;
}

const text = (title, fields, internalFields = {}) => ({ title, fields, internal: internalFields });
const kindergarten = {
  'nb-NO': text('Barnehageplass', {
    lead: 'Alle barn har rett til barnehageplass fra det året de fyller ett år.', alternativeName: 'Barnehage', description: '<h3>Hva er en barnehageplass?</h3><p>Barnehagen er et <strong>pedagogisk</strong> tilbud for barn under skolepliktig alder. Se <a href="https://www.halden.kommune.no/barnehage" title="Barnehager i Halden">oversikten</a>.</p><ol><li>Velg barnehage</li><li>Søk innen fristen</li></ol>',
    price: '<table><caption>Priser 2026</caption><thead><tr><th scope="col">Plass</th><th scope="col">Pris</th></tr></thead><tbody><tr><td>Hel plass</td><td>1 200 kr</td></tr><tr><td>Halv plass</td><td>800 kr</td></tr></tbody></table>',
    criteria: '<p>Søkere med <mark>rett til plass</mark> går foran.</p>',
    documents: JSON.stringify([{ title: 'Vedtekter for barnehagene', url: 'https://www.halden.kommune.no/vedtekter' }, { title: 'Barnehageloven', url: 'https://lovdata.no/lov/2005-06-17-64' }]),
    isStatutory: 'true', keywords: 'barnehage\nbarn\nforeldrebetaling', losWords: 'http://psi.norge.no/los/emneord/barnehageplass\nhttps://psi.norge.no/los/ord/borte\nHalden-kort', lifeEvents: 'https://psi.norge.no/los/hendelse/fa-barn', updated: '2026-10-01', telephone: '69 17 45 00', email: 'barnehage@halden.example',
  }, { internalProcedure: '<p>Saken føres i fagsystemet av inntaksteamet.</p>' }),
  'nn-NO': text('Barnehageplass', { lead: 'Alle barn har rett til barnehageplass frå det året dei fyller eitt år.', description: '<p>Barnehagen er eit pedagogisk tilbod.</p>' }),
};
const rejected = add('Barnehageplass', { department: departments[0], owner: 'Per Hansen', recipient: 'barnehage@halden.example', texts: kindergarten, published: true });
const waiting = add('Skolefritidsordning (SFO)', { department: departments[0], owner: 'Per Hansen', recipient: 'sfo@halden.example', published: true });
waiting.texts['nn-NO'] = text('Skulefritidsordning (SFO)', { lead: 'Alt om SFO i Halden.', description: '<p>SFO er eit frivillig tilbod.</p>', keywords: 'sfo\nskule' });
add('Byggesak – søknad om tillatelse til tiltak etter plan- og bygningsloven', { state: 'draft', department: departments[2], owner: 'Anne Lund', recipient: 'ePhorte', published: true });
add('Hjemmesykepleie', { state: 'draft', department: departments[1], owner: 'Anne Lund', recipient: 'hjemmetjenesten@halden.example', published: true });
for (const title of ['Feiing og tilsyn', 'Renovasjon', 'Skjenkebevilling', 'TT-kort', 'Ledsagerbevis', 'Parkeringstillatelse for forflytningshemmede', 'Startlån', 'Sykehjemsplass', 'Støttekontakt', 'Gravplass']) {
  add(title);
}
for (let n = 1; n <= 60; n++) {
  add(`Prøvetjeneste ${n}`, { source: null });
}

let noticeMode = 'atOnce';
const failedNotices = [
  { id: randomUUID(), at: '2026-11-20T08:00:00Z', event: 'submitted', headline: 'Til godkjenning: Bibliotekkort', to: 'Kari Nordmann', attempts: 14, fault: '550 5.1.1 <…> finnes ikke', isDead: true, nextTry: null },
  { id: randomUUID(), at: '2026-11-23T08:00:00Z', event: 'approved', headline: 'Godkjent: Byggesak', to: 'Hovedansvarlig', attempts: 2, fault: 'E-posttjeneren svarte ikke innen 60 sekunder.', isDead: false, nextTry: '2026-11-23T09:00:00Z' },
];
const myNotices = () => ({
  mode: noticeMode,
  email: me.email,
  hasMail: true,
  items: [
    { id: randomUUID(), at: '2026-11-23T09:00:00Z', event: 'submitted', headline: 'Til godkjenning: Skolefritidsordning (SFO)', text: 'Eva Redaktør har sendt «Skolefritidsordning (SFO)» til godkjenning. Tjenesten blir ikke publisert før du har sett på den og godkjent den.', path: `godkjenning/${waiting.key}`, isSent: true },
    { id: randomUUID(), at: '2026-11-20T03:31:00Z', event: 'importFinished', headline: 'Nytt fra den nasjonale katalogen: 2 tjenester', text: 'Importen fra den nasjonale katalogen hadde nytt om tjenester som du er hovedansvarlig for:\n\n- Bibliotekkort: kladden er oppdatert\n- Kulturskole: en nasjonal endring venter på at noen velger', path: 'endringer', isSent: false },
  ],
});

const departmentOf = (service) => departments.find(({ key }) => key === service.register.departmentKey) ?? null;
const publicTexts = (texts) => Object.fromEntries(Object.entries(texts).map(([culture, { title, fields }]) => [culture, { title, fields }]));
const mainTitle = (service) => service.texts['nb-NO']?.title ?? Object.values(service.texts)[0].title;
const whole = (service) => {
  const department = departmentOf(service);
  const reason = service.state === 'submitted' ? approvals.whyNot(service) : null;
  return {
    key: service.key, version: hash(service.texts), title: mainTitle(service), state: service.state, source: service.source, texts: service.texts,
    register: { version: hash(service.register), ...service.register, departmentName: department?.name ?? null, directorName: department?.director?.name ?? null, ...approvals.ofRegister(service) },
    approval: { state: service.state, ...service.approval, mayApprove: service.state === 'submitted' && !reason, whyNot: reason, ...approvals.ofApproval(service) },
    publishedCultures: Object.keys(service.published), publishedTexts: publicTexts(service.published),
    addresses: Object.fromEntries(Object.keys(service.published).map((culture) => [culture, `/selvbetjening/${service.key}`])),
    ...approvals.ofService(service),
  };
};

class Problem extends Error {
  constructor(status, title, detail = '', more = {}) {
    super(title);
    this.body = { type: 'about:blank', status, title, detail, ...more };
  }
}
const find = (key) => services.get(key) ?? (() => { throw new Problem(404, 'Tjenesten finnes ikke.', 'Noen kan ha slettet den.'); })();
const changed = (service) => {
  service.updatedAt = now();
  if (service.state === 'submitted' || service.state === 'approved') {
    service.state = Object.keys(service.published).length > 0 ? 'changed' : 'draft';
  }
};
const approvals = approval({ services, departments, users, me, schema, history, add, text, tell, whole, find, packageHash, now, Problem, publicTexts, mainTitle });

// The national catalogue: key → what GET services/{key}/national answers, without what follows from the service.
const conflict = (id, reason, base, local, national) => ({ id, reason, base, local, national });
const both = 'Både kommunen og katalogen har endret denne teksten.';
const national = new Map();
const sfo = waiting;
approvals.seed({ sfo, kindergarten: rejected });
sfo.texts['nb-NO'].fields.price = '<p>Halden tar 2 300 kr i måneden.</p><p>Søsken får 30 prosent rabatt.</p><p>Søk innen 15. mars.</p>';
sfo.approval.hash = packageHash(sfo);
const nationalText = (service, serviceId, cultures, { isDetached = false, withdrawnAt = null, changed = [], bases = {} } = {}) => national.set(service.key, {
  source: 'ntk', serviceId, isDetached, withdrawnAt, fetchedAt: '2026-11-22T03:00:00Z',
  cultures: Object.fromEntries(Object.entries(cultures).map(([culture, fields]) => [culture, {
    national: { title: mainTitle(service), ...bases, ...Object.fromEntries(fields.map((field) => [field.alias, field.national])) },
    fetchedAt: '2026-11-22T03:00:00Z', previousAt: '2026-05-02T03:00:00Z', withdrawnAt, changed, replaced: [],
    // What stands in the fields that follow the national text, and what the municipality has round it.
    bases: { ...bases }, supplements: {},
    waiting: fields.map((field) => ({ ...field, local: field.alias === 'title' ? service.texts[culture].title : service.texts[culture].fields[field.alias] ?? '' })),
  }])),
});
nationalText(sfo, '1002', {
  'nb-NO': [
    { alias: 'lead', kind: 'longText', base: 'Alt om SFO.', national: 'Alt om SFO i kommunen din.', merged: sfo.texts['nb-NO'].fields.lead,
      localMarked: 'Alt om <del>SFO</del><ins>skolefritidsordning (sfo) i Halden</ins>.', nationalMarked: 'Alt om SFO<ins> i kommunen din</ins>.',
      conflicts: [conflict('c0', both, 'Alt om SFO.', sfo.texts['nb-NO'].fields.lead, 'Alt om SFO i kommunen din.')] },
    { alias: 'price', kind: 'html', base: '<p>Kommunen fastsetter prisen.</p><p>Søk innen 1. mars.</p>', national: '<p>Kommunen fastsetter prisen, som har et tak.</p><p>Søk innen 1. april.</p>',
      merged: '<p>Halden tar 2 300 kr i måneden.</p><p>Søsken får 30 prosent rabatt.</p><p>Søk innen 15. mars.</p>',
      localMarked: '<p><del>Kommunen fastsetter prisen</del><ins>Halden tar 2 300 kr i måneden</ins>.</p><p><ins>Søsken får 30 prosent rabatt.</ins></p><p>Søk innen <del>1.</del><ins>15.</ins> mars.</p>',
      nationalMarked: '<p>Kommunen fastsetter prisen<ins>, som har et tak</ins>.</p><p>Søk innen 1. <del>mars</del><ins>april</ins>.</p>',
      conflicts: [
        conflict('c1', both, 'Kommunen fastsetter prisen.', 'Halden tar 2 300 kr i måneden.', 'Kommunen fastsetter prisen, som har et tak.'),
        conflict('c2', both, 'Søk innen 1. mars.', 'Søk innen 15. mars.', 'Søk innen 1. april.')] },
  ],
  'nn-NO': [
    { alias: 'keywords', kind: 'list', base: 'sfo', national: 'sfo\nfritid', merged: 'sfo\nskule\nfritid', localMarked: 'sfo<br><ins>skule</ins>', nationalMarked: 'sfo<br><ins>fritid</ins>', conflicts: [] },
  ],
});
nationalText(rejected, '1001', {
  'nb-NO': [
    { alias: 'title', kind: 'text', base: 'Barnehage', national: 'Plass i barnehage', merged: 'Barnehageplass', localMarked: '<del>Barnehage</del><ins>Barnehageplass</ins>', nationalMarked: '<ins>Plass i barnehage</ins><del>Barnehage</del>', conflicts: [conflict('c3', both, 'Barnehage', 'Barnehageplass', 'Plass i barnehage')] },
    { alias: 'isStatutory', kind: 'flag', base: '', national: 'false', merged: 'true', localMarked: '', nationalMarked: '', conflicts: [conflict('c4', 'Både kommunen og katalogen har lagt til tekst på dette stedet.', '', 'true', 'false')] },
    { alias: 'documents', kind: 'links', base: '', national: JSON.stringify([{ title: 'Lov om barnehager', url: 'https://lovdata.no/lov/2005-06-17-64' }]), merged: kindergarten['nb-NO'].fields.documents, localMarked: '', nationalMarked: '',
      conflicts: [conflict('c5', both, '', JSON.stringify([{ title: 'Barnehageloven', url: 'https://lovdata.no/lov/2005-06-17-64' }]), JSON.stringify([{ title: 'Lov om barnehager', url: 'https://lovdata.no/lov/2005-06-17-64' }]))] },
    { alias: 'criteria', kind: 'html', base: '<p>Søkere med rett til plass.</p>', national: '', merged: kindergarten['nb-NO'].fields.criteria, localMarked: '<p>Søkere med rett til plass<ins> går foran</ins>.</p>', nationalMarked: '', conflicts: [conflict('c6', 'Katalogen har tatt bort denne teksten, og kommunen har endret den.', 'Søkere med rett til plass.', 'Søkere med rett til plass går foran.', '')] },
  ],
});
nationalText([...services.values()].find((service) => mainTitle(service) === 'Skjenkebevilling'), '1003', { 'nb-NO': [] }, { isDetached: true });
const named = (title) => [...services.values()].find((service) => mainTitle(service) === title);
const description = named('TT-kort').texts['nb-NO'].fields.description;
nationalText(named('TT-kort'), '1005', { 'nb-NO': [] }, { bases: { description, lead: 'TT-kort gir rabatt på drosje.' }, changed: [
  { alias: 'description', kind: 'html', before: '<p>Fylket tilbyr TT-kort.</p>', national: description, local: description, outcome: 'taken', marked: '<p><del>Fylket</del><ins>Kommunen</ins> tilbyr <strong>tt-kort</strong>.</p>' },
  { alias: 'lead', kind: 'longText', before: 'TT-kort.', national: 'TT-kort gir rabatt på drosje.', local: 'Alt om tt-kort i Halden.', outcome: 'tailored', marked: 'TT-kort<ins> gir rabatt på drosje</ins>.' },
] });
nationalText(named('Gravplass'), '1006', { 'nb-NO': [] }, { withdrawnAt: '2026-11-22T03:00:00Z' });

const nationalOf = (service) => {
  const found = national.get(service.key);
  if (!found) {
    throw new Problem(404, 'Tjenesten finnes ikke i den nasjonale katalogen.');
  }
  return { key: service.key, title: mainTitle(service), version: hash(service.texts), stamp: hash([service.texts, found.cultures]), ...found,
    cultures: Object.fromEntries(Object.entries(found.cultures).map(([culture, text]) => [culture, { ...text, waiting: found.isDetached ? [] : text.waiting, followed: followedIn(service, culture, text) }])) };
};
const around = ({ before, after }, text) => `${before}${text}${after}`;
const followedIn = (service, culture, { bases, supplements }) => Object.fromEntries(Object.entries(bases).map(([alias, base]) => {
  const local = service.texts[culture].fields[alias] ?? '';
  const supplement = supplements[alias];
  const isWhole = supplement && around(supplement, base) === local;
  return [alias, { national: base, standing: isWhole ? 'supplemented' : local === base ? 'national' : 'tailored', before: isWhole ? supplement.before : '', after: isWhole ? supplement.after : local === base ? '' : local.replace(base, '') }];
}));
/** Settles a field of what waits, and remembers what was replaced. */
const settleField = (service, culture, text, field, value) => {
  const before = field.alias === 'title' ? service.texts[culture].title : service.texts[culture].fields[field.alias] ?? '';
  if (field.alias === 'title') {
    service.texts[culture].title = value;
  } else {
    service.texts[culture].fields[field.alias] = value;
  }
  const isReplaced = value !== before;
  if (isReplaced) {
    text.replaced = [...text.replaced.filter(({ alias }) => alias !== field.alias), { alias: field.alias, kind: field.kind, local: before, at: now(), by: me.name, mayRestore: true, field, value }];
  }
  text.waiting = text.waiting.filter((candidate) => candidate.alias !== field.alias);
  changed(service);
  return { culture, alias: field.alias, isReplaced };
};
const waitingFields = (service) => Object.values(nationalOf(service).cultures).flatMap((text) => text.waiting);
/** A crude merge: the words of each conflict are replaced in the merged value. */
const resolve = ({ merged, conflicts }, choices) => conflicts.reduce((value, { id, local, national: theirs }) => {
  const chosen = { local, national: theirs, localThenNational: `${local} ${theirs}`, nationalThenLocal: `${theirs} ${local}` }[choices?.[id]];
  if (chosen === undefined) {
    throw new Problem(422, 'Velg hva som skal stå i hver konflikt.');
  }
  return value.replace(local, () => chosen);
}, merged);

const report = (source, dryRun) => ({
  id: randomUUID(), source, startedAt: now(), finishedAt: now(), dryRun, status: 'completed', message: 'Tjenester: 2 opprettet, 1 oppdatert, 1 uendret, 1 avvist.', unlisted: 0, created: 2, updated: 1, unchanged: 1, kept: 1, skipped: 0, refused: 1, withdrawn: 0,
  items: [
    { serviceId: '1001', title: 'Barnehageplass', outcome: 'updated', messages: ['Ny pris er tatt inn i utkastet.'] }, { serviceId: '1002', title: 'Sykehjemsplass', outcome: 'created', messages: [] },
    { serviceId: '1003', title: 'Skjenkebevilling', outcome: 'created', messages: [] }, { serviceId: '1004', title: 'Startlån', outcome: 'unchanged', messages: [] },
    { serviceId: '1005', title: 'TT-kort', outcome: 'kept', messages: ['Feltet Kriterier er endret lokalt og nasjonalt. Det lokale er beholdt.'] }, { serviceId: '1006', title: '(uten tittel)', outcome: 'refused', messages: ['Tjenesten mangler tittel.'] },
  ],
});

// A little of Los.
const losName = (path, kind, name) => ({ psi: `https://psi.norge.no/los/${path}`, kind, name });
const family = losName('tema/familie-og-barn', 'mainTheme', 'Familie og barn');
const kindergartens = losName('tema/barnehage', 'theme', 'Barnehage');
const los = [
  { ...family, themes: [], synonyms: [] }, { ...losName('tema/skole-og-utdanning', 'mainTheme', 'Skole og utdanning'), themes: [], synonyms: [] },
  { ...kindergartens, themes: [family], synonyms: ['Bhg'] }, { ...losName('ord/barnehageplass', 'word', 'Barnehageplass'), themes: [kindergartens, family], synonyms: ['Friplass', 'Søskenmoderasjon'] },
  { ...losName('hendelse/fa-barn', 'lifeEvent', 'Å få barn'), themes: [], synonyms: [] }, { ...losName('hendelse/ny-i-norge', 'lifeEvent', 'Ny i Norge'), themes: [], synonyms: [] },
];
const losFound = (concept, foundBy = null) => ({ psi: concept.psi, kind: concept.kind, name: concept.name, foundBy, themes: concept.themes });
let losEdition = { source: 'los.rdf', since: '2026-11-23T10:00:00Z', by: me.name, fault: null, concepts: 526, themes: 92, words: 427, lifeEvents: 7 };
const losUpdate = (source, body) => {
  if (!String(body?.confirm ?? body).includes('true')) {
    throw new Problem(409, 'Los ble ikke byttet', 'Filen har bare 12 begreper, mot 526 i utgaven som er i bruk. Ingenting er endret. Bekreft at den skal brukes, om det er meningen.', { operationStatus: 'FarFewer' });
  }
  losEdition = { ...losEdition, source, since: now(), concepts: 12 };
  const [barnehageplass] = los.filter(({ name }) => name === 'Barnehageplass');
  return {
    message: 'Los er byttet og har nå 12 begreper: 1 nye, 1 fjernet, 1 med nytt navn.', edition: losEdition, added: [losName('ord/ny', 'word', 'Ny')], removed: [losFound(barnehageplass)],
    renamed: [{ psi: family.psi, kind: 'mainTheme', from: 'Familie', to: 'Familie og barn' }], unresolved: [{ key: rejected.key, title: 'Barnehageplass', words: [{ psi: barnehageplass.psi, name: 'Barnehageplass', wasKnown: true }] }],
  };
};

const routes = [
  ['GET', /^catalogue\/los$/, (_, __, query) => {
    const q = query.get('q')?.trim().toLowerCase();
    const all = los.filter(({ kind }) => (kind === 'lifeEvent') === (query.get('lifeEvents') === 'true'));
    const old = (psi) => psi.replace('http:', 'https:').replace('/emneord/', '/ord/');
    return {
      edition: losEdition,
      concepts: query.has('psi') ? query.getAll('psi').flatMap((psi) => los.filter((concept) => concept.psi === old(psi)).map((concept) => losFound(concept, psi)))
        : q === undefined ? []
        : q === '' ? all.filter(({ kind }) => kind !== 'word' && kind !== 'theme').map((concept) => losFound(concept))
        : all.flatMap((concept) => {
          const by = [concept.name, ...concept.synonyms].find((text) => text.toLowerCase().includes(q));
          return by ? [losFound(concept, by === concept.name ? null : by)] : [];
        }),
    };
  }],
  ['POST', /^catalogue\/los$/, (_, body) => losUpdate('los.rdf', body)],
  ['POST', /^catalogue\/los\/fetch$/, (_, body) => losUpdate('https://psi.norge.no/los/all.rdf', body)],
  ['GET', /^me$/, () => me],
  ['GET', /^schema$/, () => schema],
  ['GET', /^services$/, (_, __, query) => {
    const q = (query.get('q') ?? '').toLowerCase();
    const found = [...services.values()].filter((service) =>
      (!q || [mainTitle(service), service.register.ownerName, service.register.recipient].some((value) => value?.toLowerCase().includes(q))) &&
      (!query.get('state') || service.state === query.get('state')) && approvals.isDue(service, query.get('review')) &&
      (!query.get('department') || (query.get('department') === 'none' ? !service.register.departmentKey : service.register.departmentKey === query.get('department'))));
    const skip = Number(query.get('skip') ?? 0);
    return {
      total: found.length,
      items: found.slice(skip, skip + Number(query.get('take') ?? 100)).map((service) => ({
        key: service.key, title: mainTitle(service), state: service.state, department: departmentOf(service) && { key: departmentOf(service).key, name: departmentOf(service).name }, owner: service.register.ownerName,
        recipient: service.register.recipient, cultures: Object.keys(service.texts), publishedCultures: Object.keys(service.published), source: service.source, updatedAt: service.updatedAt, ...approvals.ofList(service),
      })),
    };
  }],
  ['POST', /^services$/, (_, { title, culture }) => {
    if (!title) {
      throw new Problem(422, 'Noe må rettes.', '', { errors: { title: ['Skriv en tittel.'] } });
    }
    return whole(add(title, { source: null, texts: { [culture]: text(title, {}) } }));
  }],
  ['GET', /^services\/([^/]+)$/, ([key]) => whole(find(key))],
  ['PUT', /^services\/([^/]+)\/texts\/([^/]+)$/, ([key, culture], body) => {
    const service = find(key);
    if (body.version !== hash(service.texts)) {
      throw new Problem(409, 'Noen har endret tjenesten i mellomtiden.', 'Teksten din er ikke lagret.');
    }
    const errors = {};
    if (body.title !== undefined && !body.title.trim()) {
      errors.title = ['Skriv en tittel.'];
    }
    for (const [alias, value] of Object.entries(body.fields ?? {})) {
      if (['documents', 'actLinks'].includes(alias) && value && JSON.parse(value).some((link) => !link.title || !link.url)) {
        errors[alias] = ['En lenke mangler tittel eller adresse.'];
      }
      if (alias === 'email' && value && !value.includes('@')) {
        errors[alias] = ['Skriv en gyldig e-postadresse.'];
      }
    }
    if (Object.keys(errors).length > 0) {
      throw new Problem(422, 'Noe må rettes før teksten kan lagres.', '', { errors });
    }
    const saved = (service.texts[culture] ??= text('', {}));
    saved.title = body.title ?? saved.title;
    Object.assign(saved.fields, body.fields);
    Object.assign(saved.internal, body.internal);
    for (const [alias, supplement] of Object.entries(body.supplements ?? {})) {
      const text = national.get(key).cultures[culture];
      if (supplement && supplement.national !== text.bases[alias]) {
        throw new Problem(409, 'Noen har endret tjenesten i mellomtiden.', 'Teksten din er ikke lagret.');
      }
      delete text.supplements[alias];
      if (supplement) {
        text.supplements[alias] = supplement;
        saved.fields[alias] = around(supplement, text.bases[alias]);
      }
    }
    changed(service);
    return whole(service);
  }],
  ['PUT', /^services\/([^/]+)\/register$/, ([key], { version, ...register }) => {
    const service = find(key);
    if (version !== hash(service.register)) {
      throw new Problem(409, 'Noen har endret ansvaret i mellomtiden.', 'Endringen din er ikke lagret.');
    }
    if (register.ownerEmail && !register.ownerEmail.includes('@')) {
      throw new Problem(422, 'Noe må rettes.', '', { errors: { ownerEmail: ['Skriv en gyldig e-postadresse.'] } });
    }
    service.register = register;
    changed(service);
    tell(service, 'registerChanged');
    return whole(service);
  }],
  ...approvals.routes,
  ...submissions({ service: { key: sfo.key, title: mainTitle(sfo) }, now, Problem }).routes,
  ['POST', /^services\/([^/]+)\/publish$/, ([key]) => { const service = find(key); service.published = structuredClone(service.texts); tell(service, 'published'); return whole(service); }],
  ['POST', /^services\/([^/]+)\/unpublish$/, ([key]) => { const service = find(key); service.published = {}; tell(service, 'unpublished'); return whole(service); }],
  ['GET', /^services\/([^/]+)\/history$/, ([key]) => history.get(key) ?? []],
  ['GET', /^services\/([^/]+)\/packages\/([^/]+)$/, ([key, packageHash]) => {
    const { texts, register, approval, title } = packages.get(`${key} ${packageHash}`) ?? (() => { throw new Problem(404, 'Finnes ikke', 'Tjenesten har ingen slik pakke.'); })();
    return {
      key, hash: packageHash, title, isIntact: true, texts: publicTexts(texts),
      routing: { departments: departments.filter((department) => department.key === register.departmentKey).map(({ name }) => name), ownerName: register.ownerName, ownerEmail: register.ownerEmail, recipient: register.recipient },
      submissions: [{ submittedBy: approval.submittedBy, submittedAt: approval.submittedAt, decision: approval.decidedAt ? 'approved' : 'submitted', decidedBy: approval.decidedBy, decidedAt: approval.decidedAt, comment: approval.comment, publishedAt: null }],
    };
  }],
  ['GET', /^audit$/, (_, __, query) => {
    const found = trail.filter((line) => (!query.get('person') || line.person.id === query.get('person')) && (!query.get('service') || line.service.key === query.get('service'))
      && (!query.get('from') || line.at >= query.get('from')) && (!query.get('to') || line.at < query.get('to')));
    const skip = Number(query.get('skip') ?? 0);
    return { total: found.length, items: found.slice(skip, skip + Number(query.get('take') ?? 50)) };
  }],
  ['GET', /^audit\/people$/, () => [...people.values()]],
  ['GET', /^audit\/verification$/, (_, __, query) => ({
    isWhole: !query.get('head'), lines: trail.length, head: hash(trail),
    faults: query.get('head') ? [{ kind: 'headUnknown', number: null, message: 'Hashen du oppga, er ingen linje i loggen.' }] : [],
  })],
  ['GET', /^audit\/export$/, () => trail],
  ['POST', /^audit\/people\/([^/]+)\/pseudonymise$/, ([id]) => {
    const person = [...people.values()].find((known) => known.id === id);
    if (person.name === me.name) {
      throw new Problem(409, 'Det gikk ikke', 'Personen kan fortsatt logge inn. Deaktiver brukeren i Umbraco først.');
    }
    Object.assign(person, { name: `Pseudonymisert person ${id.slice(0, 4)}`, isPseudonymised: true });
  }],
  ['GET', /^catalogue\/changes$/, (_, __, query) => [...services.values()]
    .filter((service) => national.has(service.key) && (waitingFields(service).length > 0 || (nationalOf(service).withdrawnAt && !nationalOf(service).isDetached)))
    .filter((service) => !query.get('department') || (service.register.departmentKey ?? 'none') === query.get('department'))
    .map((service) => ({ key: service.key, title: mainTitle(service), department: departmentOf(service)?.name ?? null, departmentKey: service.register.departmentKey, owner: service.register.ownerName,
      isPublished: Object.keys(service.published).length > 0, stamp: nationalOf(service).stamp, isWithdrawn: nationalOf(service).withdrawnAt !== null,
      fields: waitingFields(service).length, clear: waitingFields(service).filter(({ conflicts }) => conflicts.length === 0).length,
      waiting: Object.entries(nationalOf(service).cultures).flatMap(([culture, text]) => text.waiting.map(({ alias, conflicts }) => ({ culture, alias, isClear: conflicts.length === 0 }))),
      themes: service.register.departmentKey === departments[0].key ? [{ id: 'https://psi.norge.no/los/tema/familie-og-barn', name: 'Familie og barn' }] : [],
      cultures: Object.entries(nationalOf(service).cultures).filter(([, text]) => text.waiting.length > 0).map(([culture]) => culture) }))],
  ['GET', /^services\/([^/]+)\/national$/, ([key]) => nationalOf(find(key))],
  ['POST', /^services\/([^/]+)\/national\/(detach|follow)$/, ([key, what]) => {
    nationalOf(find(key));
    national.get(key).isDetached = what === 'detach';
    return nationalOf(find(key));
  }],
  ['POST', /^services\/([^/]+)\/national\/link$/, ([key], body) => {
    const service = find(key);
    const other = find(body.service);
    if (Object.keys(other.published).length > 0 || !other.source) {
      throw new Problem(422, 'Noe er ikke riktig fylt ut.', 'Den nasjonale tjenesten er tatt i bruk.');
    }
    services.delete(other.key);
    service.source = 'ntk';
    nationalText(service, '1099', { 'nb-NO': [] });
    return nationalOf(service);
  }],
  ['POST', /^services\/([^/]+)\/national\/settle$/, ([key], body) => {
    const service = find(key);
    if (body.stamp !== nationalOf(service).stamp) {
      throw new Problem(409, 'Noen har endret teksten i mellomtiden.', 'Ingenting er gjort.');
    }
    const done = { settled: [], left: [] };
    for (const [culture, text] of Object.entries(national.get(key).cultures)) {
      for (const field of text.waiting.filter(({ alias }) => !body.alias || body.alias === alias)) {
        const value = { takeOver: field.conflicts.length === 0 ? field.merged : undefined, keepLocal: field.local, takeNational: field.national || undefined }[body.choice];
        if (value === undefined) {
          done.left.push({ culture, alias: field.alias });
        } else {
          done.settled.push(settleField(service, culture, text, field, value));
        }
      }
    }
    return done;
  }],
  ['POST', /^services\/([^/]+)\/national\/([^/]+)\/([^/]+)\/restore$/, ([key, culture, alias]) => {
    const service = find(key);
    const text = national.get(key).cultures[culture];
    const replaced = text.replaced.find((candidate) => candidate.alias === alias);
    if (!replaced) {
      throw new Problem(404, 'Det er ingen tekst å hente tilbake.');
    }
    settleField(service, culture, text, replaced.field, replaced.local);
    text.replaced = text.replaced.filter((candidate) => candidate.alias !== alias);
    text.waiting = [...text.waiting, replaced.field];
    return nationalOf(service);
  }],
  ['POST', /^services\/([^/]+)\/national\/([^/]+)\/([^/]+)$/, ([key, culture, alias], body) => {
    const service = find(key);
    const text = national.get(key).cultures[culture];
    const field = text?.waiting.find((candidate) => candidate.alias === alias);
    if (body.version !== hash(service.texts) || body.national !== field?.national) {
      throw new Problem(409, 'Noen har endret teksten i mellomtiden.', 'Valget ditt er ikke lagret.');
    }
    const value = { takeNational: () => field.national, keepLocal: () => field.local, merge: () => resolve(field, body.conflicts), edit: () => body.value }[body.choice]();
    if (alias === 'title' && !value.trim()) {
      throw new Problem(422, 'Noe må rettes.', '', { errors: { title: ['Skriv en tittel.'] } });
    }
    settleField(service, culture, text, field, value);
    return nationalOf(service);
  }],
  ['POST', /^departments$/, (_, { directorKey, ...values }) => { const made = { key: randomUUID(), ...values, director: users.find(({ key }) => key === directorKey) ?? null, deputies: [] }; departments.push(made); return { ...made, services: 0 }; }],
  ['PUT', /^departments\/([^/]+)$/, ([key], { directorKey, ...values }) => Object.assign(departments.find((department) => department.key === key), { ...values, director: users.find((user) => user.key === directorKey) ?? null })],
  ['DELETE', /^departments\/([^/]+)$/, ([key]) => {
    if ([...services.values()].some((service) => service.register.departmentKey === key)) {
      throw new Problem(409, 'Avdelingen har tjenester.', 'Flytt dem til en annen avdeling først.');
    }
    departments.splice(departments.findIndex((department) => department.key === key), 1);
  }],
  ['GET', /^users$/, () => users],
  ['GET', /^me\/notices$/, () => myNotices()],
  ['PUT', /^me\/notices$/, (_, { mode }) => { noticeMode = mode; return myNotices(); }],
  ['GET', /^notices\/failed$/, () => failedNotices],
  ['POST', /^notices\/failed\/retry$/, () => ({ retried: failedNotices.splice(0).length })],
  ['POST', /^notices\/failed\/([^/]+)\/retry$/, ([id]) => ({ retried: failedNotices.splice(failedNotices.findIndex((notice) => notice.id === id), 1).length })],
  ['GET', /^catalogue$/, () => ({ sources: [{ name: 'ntk', isConfigured: false, whatToDo: 'Sett Halden:Catalogue:Ntk:AccessKey til nøkkelen kommunen har fått av KF.' }, { name: 'felles', isConfigured: true, whatToDo: 'Henter tjenestene til /KOMMUNE/959159092.' }], runs: runs.map((run) => ({ ...run, items: null })), import: jobNow() })],
  ['GET', /^catalogue\/runs\/([^/]+)$/, ([id]) => runs.find((run) => run.id === id) ?? (() => { throw new Problem(404, 'Det finnes ingen slik import.'); })()],
  ['GET', /^catalogue\/import$/, () => jobNow() ?? undefined],
  ['POST', /^catalogue\/import$/, (_, body) => startJob(/filename="([^"]*)"/.exec(String(body))?.[1] ?? 'ntk.json', /name="dryRun"\s+true/.test(String(body)))],
  ['POST', /^catalogue\/import\/([^/]+)$/, ([source], { dryRun }) => startJob(source, dryRun)],
  ['DELETE', /^catalogue\/import\/([^/]+)$/, ([id]) => {
    if (job?.id !== id) {
      throw new Problem(404, 'Det finnes ingen slik import.');
    }
    job.isCancelling = jobNow().phase !== 'finished';
    return jobNow();
  }],
];

// An import takes a second to read, and a quarter of a second a service.
let job = null;
function startJob(source, dryRun) {
  if (job && jobNow().phase !== 'finished') {
    throw new Problem(409, 'Importen ble ikke gjort', `${job.startedBy} startet en import av ${job.source}, og den er ikke ferdig. Vent til den er det, eller avbryt den.`);
  }
  job = { id: randomUUID(), source, dryRun, startedBy: me.name, startedAt: now(), isCancelling: false, report: null };
  return jobNow();
}
function jobNow() {
  if (!job) {
    return null;
  }
  const made = job.report ?? report(job.source, job.dryRun);
  const elapsed = Date.now() - Date.parse(job.startedAt);
  const total = made.items.length;
  const done = Math.max(0, Math.min(total, Math.floor((elapsed - 1000) / 250)));
  const state = { ...job, elements: Math.min(2 * total, Math.floor(elapsed / 40)), share: Math.min(1, elapsed / 1000), done, total, title: done > 0 ? made.items[done - 1].title : null };
  if (!job.report && (done === total || job.isCancelling)) {
    job.report = { ...made, status: job.isCancelling ? 'cancelled' : 'completed', message: job.isCancelling ? 'Importen ble stoppet underveis; kjør den på nytt for å ta resten.' : made.message };
    if (!job.dryRun) {
      runs.unshift(job.report);
    }
  }
  return { ...state, phase: job.report ? 'finished' : elapsed < 1000 ? 'reading' : 'importing', report: job.report };
}

const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'";
const page = `<!doctype html><html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Tjenester</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/App_Plugins/Halden.Umbraco/shell.css"><script type="module" src="/App_Plugins/Halden.Umbraco/shell.js"></script></head><body><halden-shell></halden-shell></body></html>`;
let isSignedIn = true;

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks).toString();
  const json = (status, body, type = 'application/json') => {
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  };

  if (url.pathname.startsWith('/umbraco/halden/api/v1/')) {
    if (!isSignedIn) {
      return json(401, { title: 'Du er ikke logget inn.' }, 'application/problem+json');
    }
    if (request.method !== 'GET' && request.headers['x-mock-token'] !== 'mock' && !request.headers.authorization) {
      return json(400, { title: 'Antiforgery mangler.' }, 'application/problem+json');
    }
    const path = url.pathname.slice('/umbraco/halden/api/v1/'.length);
    for (const [method, pattern, handle] of routes) {
      const match = method === request.method && pattern.exec(path);
      if (match) {
        try {
          const body = request.headers['content-type']?.startsWith('application/json') ? JSON.parse(raw) : raw;
          const answer = handle(match.slice(1), body, url.searchParams);
          if (typeof answer === 'string') {
            response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
            return response.end(answer);
          }
          return json(200, answer);
        } catch (fault) {
          return fault instanceof Problem ? json(fault.body.status, fault.body, 'application/problem+json') : (console.error(fault), json(500, { title: 'Feil i prøveserveren.' }, 'application/problem+json'));
        }
      }
    }
    return json(404, { title: 'Finnes ikke.' }, 'application/problem+json');
  }
  switch (url.pathname) {
    case '/umbraco/embedded/me':
      return isSignedIn ? json(200, { key: me.key, name: me.name, email: me.email, groups: ['admin'], sections: ['Halden.Section.Services'] }) : json(401);
    case '/umbraco/embedded/antiforgery':
      return json(200, { token: 'mock', headerName: 'X-Mock-Token' });
    case '/umbraco/embedded/sign-out':
      isSignedIn = false;
      return json(200);
    case '/mock/sign-in':
      isSignedIn = true;
      return json(200);
    case '/mock/role':
      // ?isEditor=false&isAdministrator=false, for looking at the client as another
      for (const role of ['isEditor', 'isAdministrator']) {
        me[role] = url.searchParams.get(role) !== 'false';
      }
      return json(200, me);
  }
  if (url.pathname === '/umbraco' || url.pathname === '/umbraco/') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': csp });
    return response.end(isSignedIn ? page : '<!doctype html><html lang="nb"><title>Logg inn</title><main><h1>Logg inn</h1><a href="/mock/sign-in">Logg inn</a></main></html>');
  }
  const file = `${wwwroot}${decodeURIComponent(url.pathname)}`;
  if (!url.pathname.includes('..') && extname(file) && existsSync(file)) {
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'no-store' });
    return createReadStream(file).pipe(response);
  }
  return json(404, { title: 'Finnes ikke.' });
}).listen(port, () => { console.log(`http://localhost:${port}/umbraco`); });

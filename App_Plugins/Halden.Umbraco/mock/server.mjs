// Development only: docs/editors-api.md in memory, with the built client and the shell's page, under the shell's own CSP.
//   npm run build && npm run mock        http://localhost:5199/umbraco
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const port = Number(process.env.PORT ?? 5199);
const wwwroot = fileURLToPath(new URL('../../../src/Halden.Umbraco/wwwroot', import.meta.url));
const types = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.md': 'text/plain', '.txt': 'text/plain' };

const l = (nb, nn = nb, en = nb) => ({ nb, nn, en });
const f = (alias, kind, label, more = {}) => ({ alias, kind, label, audience: 'public', maxLength: { text: 512, longText: 20000, html: 1000000 }[kind] ?? null, headingFrom: null, ...more });
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
      f('updated', 'date', l('Oppdatert', 'Oppdatert', 'Updated')), f('keywords', 'list', l('Stikkord', 'Stikkord', 'Keywords')), f('internalInformation', 'html', l('Interne opplysninger', 'Interne opplysningar', 'Internal information'), internal)] },
  ],
};

const me = { key: randomUUID(), name: 'Kari Nordmann', email: 'kari.nordmann@halden.example', isEditor: true, isAdministrator: true, directorOf: [] };
const users = [{ key: me.key, name: me.name, email: me.email }, { key: randomUUID(), name: 'Per Hansen', email: 'per.hansen@halden.example' }, { key: randomUUID(), name: 'Anne Lund', email: 'anne.lund@halden.example' }];
const departments = ['Undervisning og kultur', 'Helse og mestring', 'Samfunnsutvikling'].map((name, index) => ({ key: randomUUID(), name, director: index === 2 ? null : { key: users[index].key, name: users[index].name } }));
me.directorOf = [{ key: departments[0].key, name: departments[0].name }];

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
    key, source, state, updatedAt: now(),
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
    isStatutory: 'true', keywords: 'barnehage\nbarn\nforeldrebetaling', updated: '2026-10-01', telephone: '69 17 45 00', email: 'barnehage@halden.example',
  }, { internalProcedure: '<p>Saken føres i fagsystemet av inntaksteamet.</p>' }),
  'nn-NO': text('Barnehageplass', { lead: 'Alle barn har rett til barnehageplass frå det året dei fyller eitt år.', description: '<p>Barnehagen er eit pedagogisk tilbod.</p>' }),
};
const rejected = add('Barnehageplass', { state: 'rejected', department: departments[0], owner: 'Per Hansen', recipient: 'barnehage@halden.example', texts: kindergarten, published: true });
Object.assign(rejected.approval, { decidedBy: 'Kari Nordmann', decidedAt: '2026-11-21T14:00:00Z', comment: 'Prisene er fra i fjor.\nRett dem og send inn på nytt.' });
tell(rejected, 'rejected', rejected.approval.comment);
const waiting = add('Skolefritidsordning (SFO)', { state: 'submitted', department: departments[0], owner: 'Per Hansen', recipient: 'sfo@halden.example', published: true });
waiting.texts['nb-NO'].fields.description = '<p>SFO er et frivillig tilbud før og etter skoletid for 1.–4. trinn.</p>';
waiting.texts['nb-NO'].fields.price = '<p>2 300 kr i måneden.</p>';
waiting.texts['nn-NO'] = text('Skulefritidsordning (SFO)', { lead: 'Alt om SFO i Halden.', description: '<p>SFO er eit frivillig tilbod.</p>', keywords: 'sfo\nskule' });
waiting.approval.hash = packageHash(waiting);
const own = add('Kulturskole', { state: 'submitted', department: departments[0], owner: 'Kari Nordmann', recipient: 'kulturskolen@halden.example' });
Object.assign(own.approval, { submittedBy: me.name, submittedAt: '2026-11-22T08:00:00Z' });
add('Bibliotekkort', { state: 'submitted', department: departments[0], owner: 'Anne Lund', recipient: 'bibliotek@halden.example' });
add('Byggesak – søknad om tillatelse til tiltak etter plan- og bygningsloven', { state: 'approved', department: departments[2], owner: 'Anne Lund', recipient: 'ePhorte', published: true });
add('Hjemmesykepleie', { state: 'changed', department: departments[1], owner: 'Anne Lund', recipient: 'hjemmetjenesten@halden.example', published: true });
for (const title of ['Feiing og tilsyn', 'Renovasjon', 'Skjenkebevilling', 'TT-kort', 'Ledsagerbevis', 'Parkeringstillatelse for forflytningshemmede', 'Startlån', 'Sykehjemsplass', 'Støttekontakt', 'Gravplass']) {
  add(title);
}
for (let n = 1; n <= 60; n++) {
  add(`Prøvetjeneste ${n}`, { source: 'local' });
}

const departmentOf = (service) => departments.find(({ key }) => key === service.register.departmentKey) ?? null;
const whyNot = (service) => {
  const department = departmentOf(service);
  return department?.director?.key !== me.key ? `Bare kommunalsjefen for ${department?.name ?? 'avdelingen'} kan godkjenne.`
    : service.approval.submittedBy === me.name ? 'Du sendte den inn selv. Be en stedfortreder om å godkjenne den.' : null;
};
const publicTexts = (texts) => Object.fromEntries(Object.entries(texts).map(([culture, { title, fields }]) => [culture, { title, fields }]));
const mainTitle = (service) => service.texts['nb-NO']?.title ?? Object.values(service.texts)[0].title;
const whole = (service) => {
  const department = departmentOf(service);
  const reason = service.state === 'submitted' ? whyNot(service) : null;
  return {
    key: service.key, version: hash(service.texts), title: mainTitle(service), state: service.state, source: service.source ?? 'ntk', texts: service.texts,
    register: { version: hash(service.register), ...service.register, departmentName: department?.name ?? null, directorName: department?.director?.name ?? null },
    approval: { state: service.state, ...service.approval, mayApprove: service.state === 'submitted' && !reason, whyNot: reason },
    publishedCultures: Object.keys(service.published), publishedTexts: publicTexts(service.published),
    addresses: Object.fromEntries(Object.keys(service.published).map((culture) => [culture, `/selvbetjening/${service.key}`])),
    missing: [...(department ? [] : ['Velg kommunalavdeling under «Ansvar».']), ...(service.register.recipient ? [] : ['Fyll ut hvem som mottar søknadene, under «Ansvar».'])],
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
// The national catalogue: key → what GET services/{key}/national answers, without what follows from the service.
const conflict = (id, reason, base, local, national) => ({ id, reason, base, local, national });
const both = 'Både kommunen og katalogen har endret denne teksten.';
const national = new Map();
const sfo = waiting;
sfo.texts['nb-NO'].fields.price = '<p>Halden tar 2 300 kr i måneden.</p><p>Søsken får 30 prosent rabatt.</p><p>Søk innen 15. mars.</p>';
sfo.approval.hash = packageHash(sfo);
const nationalText = (service, serviceId, cultures, isDetached = false) => national.set(service.key, {
  source: 'ntk', serviceId, isDetached, fetchedAt: '2026-11-22T03:00:00Z',
  cultures: Object.fromEntries(Object.entries(cultures).map(([culture, fields]) => [culture, {
    national: { title: mainTitle(service), ...Object.fromEntries(fields.map((field) => [field.alias, field.national])) },
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
nationalText([...services.values()].find((service) => mainTitle(service) === 'Skjenkebevilling'), '1003', { 'nb-NO': [] }, true);
nationalText([...services.values()].find((service) => mainTitle(service) === 'TT-kort'), '1005', { 'nb-NO': [] });

const nationalOf = (service) => {
  const found = national.get(service.key);
  if (!found) {
    throw new Problem(404, 'Tjenesten finnes ikke i den nasjonale katalogen.');
  }
  return { key: service.key, title: mainTitle(service), version: hash(service.texts), ...found, cultures: found.isDetached ? Object.fromEntries(Object.entries(found.cultures).map(([culture, text]) => [culture, { ...text, waiting: [] }])) : found.cultures };
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
  id: randomUUID(), source, startedAt: now(), finishedAt: now(), dryRun, created: 2, updated: 1, unchanged: 1, kept: 1, skipped: 0, refused: 1, withdrawn: 0,
  items: [
    { serviceId: '1001', title: 'Barnehageplass', outcome: 'updated', messages: ['Ny pris er tatt inn i utkastet.'] }, { serviceId: '1002', title: 'Sykehjemsplass', outcome: 'created', messages: [] },
    { serviceId: '1003', title: 'Skjenkebevilling', outcome: 'created', messages: [] }, { serviceId: '1004', title: 'Startlån', outcome: 'unchanged', messages: [] },
    { serviceId: '1005', title: 'TT-kort', outcome: 'kept', messages: ['Feltet Kriterier er endret lokalt og nasjonalt. Det lokale er beholdt.'] }, { serviceId: '1006', title: '(uten tittel)', outcome: 'refused', messages: ['Tjenesten mangler tittel.'] },
  ],
});

const routes = [
  ['GET', /^me$/, () => me],
  ['GET', /^schema$/, () => schema],
  ['GET', /^services$/, (_, __, query) => {
    const q = (query.get('q') ?? '').toLowerCase();
    const found = [...services.values()].filter((service) =>
      (!q || [mainTitle(service), service.register.ownerName, service.register.recipient].some((value) => value?.toLowerCase().includes(q))) &&
      (!query.get('state') || service.state === query.get('state')) &&
      (!query.get('department') || (query.get('department') === 'none' ? !service.register.departmentKey : service.register.departmentKey === query.get('department'))));
    const skip = Number(query.get('skip') ?? 0);
    return {
      total: found.length,
      items: found.slice(skip, skip + Number(query.get('take') ?? 100)).map((service) => ({
        key: service.key, title: mainTitle(service), state: service.state, department: departmentOf(service) && { key: departmentOf(service).key, name: departmentOf(service).name }, owner: service.register.ownerName,
        recipient: service.register.recipient, cultures: Object.keys(service.texts), publishedCultures: Object.keys(service.published), source: service.source, updatedAt: service.updatedAt,
      })),
    };
  }],
  ['POST', /^services$/, (_, { title, culture }) => {
    if (!title) {
      throw new Problem(422, 'Noe må rettes.', '', { errors: { title: ['Skriv en tittel.'] } });
    }
    return whole(add(title, { source: 'local', texts: { [culture]: text(title, {}) } }));
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
  ['POST', /^services\/([^/]+)\/submit$/, ([key]) => {
    const service = find(key);
    if (whole(service).missing.length > 0) {
      throw new Problem(409, 'Tjenesten kan ikke sendes til godkjenning ennå.', whole(service).missing.join(' '));
    }
    service.state = 'submitted';
    service.approval = { submittedBy: me.name, submittedAt: now(), decidedBy: null, decidedAt: null, comment: null, hash: packageHash(service) };
    tell(service, 'submitted');
    return whole(service);
  }],
  ['POST', /^services\/([^/]+)\/(approve|reject)$/, ([key, decision], body) => {
    const service = find(key);
    if (whyNot(service)) {
      throw new Problem(403, 'Du kan ikke godkjenne denne.', whyNot(service));
    }
    if (service.state !== 'submitted' || body.hash !== service.approval.hash) {
      throw new Problem(409, 'Tjenesten er endret etter at den ble sendt inn.', 'Les den på nytt før du avgjør.');
    }
    Object.assign(service.approval, { decidedBy: me.name, decidedAt: now(), comment: body.comment ?? null });
    service.state = decision === 'approve' ? 'approved' : 'rejected';
    if (decision === 'approve') {
      service.published = structuredClone(service.texts);
    }
    tell(service, service.state, body.comment ?? null);
    return whole(service);
  }],
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
    .filter((service) => national.has(service.key) && waitingFields(service).length > 0)
    .filter((service) => !query.get('department') || (service.register.departmentKey ?? 'none') === query.get('department'))
    .map((service) => ({ key: service.key, title: mainTitle(service), department: departmentOf(service)?.name ?? null, owner: service.register.ownerName, fields: waitingFields(service).length,
      cultures: Object.entries(nationalOf(service).cultures).filter(([, text]) => text.waiting.length > 0).map(([culture]) => culture) }))],
  ['GET', /^services\/([^/]+)\/national$/, ([key]) => nationalOf(find(key))],
  ['POST', /^services\/([^/]+)\/national\/(detach|follow)$/, ([key, what]) => {
    nationalOf(find(key));
    national.get(key).isDetached = what === 'detach';
    return nationalOf(find(key));
  }],
  ['POST', /^services\/([^/]+)\/national\/([^/]+)\/([^/]+)$/, ([key, culture, alias], body) => {
    const service = find(key);
    const text = nationalOf(service).cultures[culture];
    const field = text?.waiting.find((candidate) => candidate.alias === alias);
    if (body.version !== hash(service.texts) || body.national !== field?.national) {
      throw new Problem(409, 'Noen har endret teksten i mellomtiden.', 'Valget ditt er ikke lagret.');
    }
    const value = { takeNational: () => field.national, keepLocal: () => field.local, merge: () => resolve(field, body.conflicts), edit: () => body.value }[body.choice]();
    if (alias === 'title' && !value.trim()) {
      throw new Problem(422, 'Noe må rettes.', '', { errors: { title: ['Skriv en tittel.'] } });
    }
    if (alias === 'title') {
      service.texts[culture].title = value;
    } else {
      service.texts[culture].fields[alias] = value;
    }
    text.waiting = text.waiting.filter((candidate) => candidate !== field);
    changed(service);
    return nationalOf(service);
  }],
  ['GET', /^queue$/, () => [...services.values()].filter((service) => service.state === 'submitted' && departmentOf(service)?.director?.key === me.key)
    .sort((a, b) => a.approval.submittedAt.localeCompare(b.approval.submittedAt))
    .map((service) => ({ key: service.key, title: mainTitle(service), department: departmentOf(service).name, submittedBy: service.approval.submittedBy, submittedAt: service.approval.submittedAt, hash: service.approval.hash, texts: publicTexts(service.texts), publishedTexts: publicTexts(service.published), mayApprove: !whyNot(service), whyNot: whyNot(service) }))],
  ['GET', /^departments$/, () => departments.map((department) => ({ ...department, services: [...services.values()].filter((service) => service.register.departmentKey === department.key).length }))],
  ['POST', /^departments$/, (_, { name, directorKey }) => { const made = { key: randomUUID(), name, director: users.find(({ key }) => key === directorKey) ?? null }; departments.push(made); return { ...made, services: 0 }; }],
  ['PUT', /^departments\/([^/]+)$/, ([key], { name, directorKey }) => Object.assign(departments.find((department) => department.key === key), { name, director: users.find((user) => user.key === directorKey) ?? null })],
  ['DELETE', /^departments\/([^/]+)$/, ([key]) => {
    if ([...services.values()].some((service) => service.register.departmentKey === key)) {
      throw new Problem(409, 'Avdelingen har tjenester.', 'Flytt dem til en annen avdeling først.');
    }
    departments.splice(departments.findIndex((department) => department.key === key), 1);
  }],
  ['GET', /^users$/, () => users],
  ['GET', /^catalogue$/, () => ({ sources: [{ name: 'ntk', isConfigured: false, whatToDo: 'Sett Halden:Catalogue:Ntk:AccessKey til nøkkelen kommunen har fått av KF.' }, { name: 'felles', isConfigured: true, whatToDo: null }], runs })],
  ['POST', /^catalogue\/import$/, (_, body) => { const made = report('fil: ntk.json', String(body).includes('true')); runs.unshift(made); return made; }],
  ['POST', /^catalogue\/import\/([^/]+)$/, ([source], { dryRun }) => { const made = report(source, dryRun); runs.unshift(made); return made; }],
];

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
          return json(200, handle(match.slice(1), body, url.searchParams));
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

// The approval as docs/editors-api.md describes it: queue, packages, comments, plans, reviews and deputies, in memory.
import { randomUUID } from 'node:crypto';
import { wordDiff } from './word-diff.mjs';

const escape = (text) => text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]);
const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const moment = (days, hour = 9) => { const at = new Date(Date.now() + days * 86_400_000); at.setHours(hour, 12, 0, 0); return at.toISOString(); };

export function approval({ services, departments, users, me, schema, history, add, text, tell, whole, find, packageHash, now, Problem, publicTexts, mainTitle }) {
  const person = (name) => users.find((user) => user.name === name);
  const fields = schema.sections.flatMap((section) => section.fields.map((field) => ({ ...field, section: section.alias })));

  // --- who decides
  const departmentsOf = (service) => [service.register.departmentKey, ...(service.register.furtherDepartmentKeys ?? [])].map((key) => departments.find((department) => department.key === key)).filter(Boolean);
  const isNow = ({ from, to }) => from <= day(0) && day(0) <= to;
  const role = (department) => department.director?.key === me.key ? 'director' : department.deputies.some((deputy) => deputy.user.key === me.key && isNow(deputy)) ? 'deputy' : null;
  const remaining = (service) => departmentsOf(service).filter(({ key }) => !service.package?.approvals[key]);
  const mine = (service) => remaining(service).filter(role);
  const whyNot = (service) => mine(service).length === 0
    ? `Bare kommunalsjefen for ${departmentsOf(service).map(({ name }) => name).join(' og ') || 'avdelingen'} kan godkjenne.`
    : service.package?.submittedBy === me.name ? 'Du sendte den inn selv. Be en stedfortreder om å godkjenne den.' : null;
  const asDeputy = (service) => mine(service).length > 0 && mine(service).every((department) => role(department) === 'deputy');
  const decisions = (service) => departmentsOf(service).map(({ key, name, director }) => ({
    key, name, director: director?.name ?? null, ...(service.package?.approvals[key] ?? { approvedBy: null, approvedAt: null, asDeputy: false }),
  }));
  const department = (found) => ({
    ...found, deputies: found.deputies.map((deputy) => ({ ...deputy, isNow: isNow(deputy) })), services: [...services.values()].filter(({ register }) => register.departmentKey === found.key).length,
  });

  // --- what changed
  const shown = (kind, value) => kind === 'links' ? `<ul>${JSON.parse(value || '[]').map(({ title, url }) => `<li>${escape(title)} (${escape(url)})</li>`).join('')}</ul>`
    : kind === 'flag' ? { true: 'Ja', false: 'Nei' }[value] ?? ''
    : kind === 'html' ? value
    : escape(value).replaceAll('\n', '<br>');
  const change = (part, culture, section, alias, kind, label, before = '', after = '') => before === after ? [] : [{
    part, culture, section, alias, kind, label, mark: before === '' ? 'new' : after === '' ? 'removed' : 'changed', before, after,
    marked: before === '' || after === '' ? null : wordDiff(shown(kind, before), shown(kind, after)),
  }];
  const textChanges = (after, before) => schema.cultures.filter(({ culture }) => after[culture] || before[culture]).flatMap(({ culture }) => [
    ...change('description', culture, null, 'title', 'text', 'Tittel', before[culture]?.title, after[culture]?.title),
    ...fields.filter(({ audience }) => audience === 'public').flatMap((field) =>
      change('description', culture, field.section, field.alias, field.kind, field.label.nb, before[culture]?.fields[field.alias], after[culture]?.fields[field.alias])),
  ]);
  const changesOf = (service) => [...textChanges(service.package.texts, service.published), ...(service.package.more ?? [])];
  const sinceRejected = (service) => service.rejection && service.state === 'submitted'
    ? { at: service.rejection.at, by: service.rejection.by, comment: service.rejection.comment, changes: textChanges(service.package.texts, service.rejection.texts) } : null;

  // --- moving on
  function submit(service, by = me.name, at = now(), publishAt = null) {
    service.state = 'submitted';
    service.package = { hash: packageHash(service), texts: structuredClone(publicTexts(service.texts)), submittedBy: by, submittedAt: at, publishAt, approvals: {}, more: service.more ?? [] };
    Object.assign(service.approval, { submittedBy: by, submittedAt: at, decidedBy: null, decidedAt: null, comment: null, hash: service.package.hash });
    tell(service, 'submitted', null, by);
  }
  function approve(service) {
    for (const found of mine(service)) {
      service.package.approvals[found.key] = { approvedBy: me.name, approvedAt: now(), asDeputy: role(found) === 'deputy' };
    }
    tell(service, 'approved');
    if (remaining(service).length > 0) {
      return;
    }
    Object.assign(service.approval, { decidedBy: me.name, decidedAt: now(), comment: null });
    service.state = 'approved';
    if (service.package.publishAt && service.package.publishAt > now()) {
      service.schedule = { publishAt: service.package.publishAt };
    } else {
      service.published = structuredClone(service.texts);
      service.more = [];
    }
  }
  function reject(service, comment, by = me.name, at = now()) {
    Object.assign(service.approval, { decidedBy: by, decidedAt: at, comment });
    service.state = 'rejected';
    service.rejection = { at, by, comment, texts: structuredClone(service.package.texts) };
    tell(service, 'rejected', comment, by);
  }
  const mayDecide = (service, hash) => {
    if (whyNot(service)) {
      throw new Problem(403, 'Du kan ikke godkjenne denne.', whyNot(service));
    }
    if (service.state !== 'submitted' || hash !== service.package.hash || service.isStale) {
      throw new Problem(409, 'Tjenesten er endret etter at den ble sendt inn.', 'Les den på nytt før du avgjør.');
    }
  };
  const moved = (moment) => {
    if (!moment || Number.isNaN(Date.parse(moment)) || Date.parse(moment) < Date.now()) {
      throw new Problem(422, 'Noe er ikke riktig fylt ut.', 'Velg et tidspunkt som ikke er passert.', { operationStatus: 'InvalidTime' });
    }
    return new Date(moment).toISOString();
  };

  // --- comments
  const comment = (culture, target, words, by, at, more = {}) => ({ id: randomUUID(), culture, target, text: words, by, at, resolvedBy: null, resolvedAt: null, answers: [], ...more });
  const answer = (words, by, at) => ({ id: randomUUID(), text: words, by, at });
  const thread = (service, id) => service.comments.find((candidate) => candidate.id === id) ?? (() => { throw new Problem(404, 'Kommentaren finnes ikke.'); })();
  const mayComment = (service) => {
    if (!me.isEditor && !departmentsOf(service).some(role)) {
      throw new Problem(403, 'Du kan ikke kommentere denne.', 'Bare redaktører og den som godkjenner, kan kommentere.');
    }
  };

  // --- the editor
  const tasks = (service) => [
    ...(service.register.departmentKey ? [] : [{ text: 'Velg kommunalavdeling under «Ansvar».', blocks: true, culture: null, field: 'departmentKey' }]),
    ...(service.register.recipient ? [] : [{ text: 'Fyll ut hvem som mottar søknadene, under «Ansvar».', blocks: true, culture: null, field: 'recipient' }]),
    ...Object.entries(service.texts).flatMap(([culture, { title, fields: values }]) => [
      ...(title.trim() ? [] : [{ text: 'Skriv en tittel.', blocks: true, culture, field: 'title' }]),
      ...(values.description ? [] : [{ text: 'Skriv en beskrivelse.', blocks: true, culture, field: 'description' }]),
      ...(values.email || values.telephone ? [] : [{ text: 'Legg inn telefon eller e-post, så innbyggerne når dere.', blocks: false, culture, field: 'telephone' }]),
      ...(values.targetGroup ? [] : [{ text: 'Fortell hvem tjenesten er for.', blocks: false, culture, field: 'targetGroup' }]),
    ]),
    ...(service.texts['nn-NO'] ? [] : [{ text: 'Skriv teksten på nynorsk også.', blocks: false, culture: 'nn-NO', field: 'title' }]),
  ];
  const review = (service) => ({ dueAt: null, isDue: false, isOverdue: false, reviewedBy: null, reviewedAt: null, ...service.review });
  const planned = (service) => {
    if (service.state !== 'approved') {
      throw new Problem(409, 'Det gikk ikke', 'Bare en godkjent tjeneste som ikke er endret siden, kan få en planlagt publisering.');
    }
    return service;
  };
  const ofService = (service) => ({
    tasks: tasks(service), review: review(service), schedule: service.schedule ?? null, refusedRelease: service.refusedRelease ?? null,
  });
  const ofApproval = (service) => ({ departments: decisions(service), publishAt: service.package?.publishAt ?? null });
  const ofRegister = (service) => ({ furtherDepartmentKeys: service.register.furtherDepartmentKeys ?? [] });
  const ofList = (service) => ({ reviewDueAt: review(service).dueAt, isReviewDue: review(service).isDue, isReviewOverdue: review(service).isOverdue, hasRefusedRelease: Boolean(service.refusedRelease) });
  const isDue = (service, filter) => !filter || (filter === 'overdue' ? review(service).isOverdue : review(service).isDue);

  // --- the page as citizens will see it
  const preview = (service, culture) => {
    const found = service.texts[culture] ?? (() => { throw new Problem(404, 'Tjenesten har ingen tekst på dette språket.'); })();
    const lang = culture.slice(0, 2);
    const sections = schema.sections.map((section) => ({ ...section, fields: section.fields.filter((field) => field.audience === 'public' && field.alias !== 'lead' && found.fields[field.alias]) })).filter((section) => section.fields.length > 0);
    const value = ({ kind, alias }) => kind === 'html' ? `<div class="halden-html">${found.fields[alias]}</div>`
      : kind === 'links' ? `<ul class="ds-list">${JSON.parse(found.fields[alias]).map(({ title, url }) => `<li><a class="ds-link" href="${escape(url)}">${escape(title)}</a></li>`).join('')}</ul>`
      : kind === 'list' ? `<ul class="ds-list">${found.fields[alias].split('\n').map((word) => `<li>${escape(word)}</li>`).join('')}</ul>`
      : `<p class="ds-paragraph">${shown(kind, found.fields[alias])}</p>`;
    return `<!DOCTYPE html><html lang="${lang}" data-color-scheme="auto"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(found.title)}</title>
      ${['designsystemet-theme', 'designsystemet', 'halden'].map((sheet) => `<link rel="stylesheet" href="/selvbetjening/${sheet}.css">`).join('')}</head><body data-size="md">
      <a class="ds-skip-link" href="#innhold">Hopp til innholdet</a><header class="halden-header"><div class="halden-width"><a class="halden-municipality" href="/">Halden kommune</a></div></header>
      <div class="halden-width halden-page"><main id="innhold" tabindex="-1"><article><h1 class="ds-heading" data-size="xl">${escape(found.title)}</h1>
      ${found.fields.lead ? `<p class="ds-paragraph halden-lead" data-size="lg">${escape(found.fields.lead)}</p>` : ''}
      <nav class="halden-contents" aria-labelledby="innholdsliste"><h2 class="ds-heading" data-size="xs" id="innholdsliste">På denne siden</h2><ul>${sections.map((section) => `<li><a class="ds-link" href="#${section.alias}">${section.label[lang] ?? section.label.nb}</a></li>`).join('')}</ul></nav>
      ${sections.map((section) => `<section class="halden-section" aria-labelledby="${section.alias}"><h2 class="ds-heading" data-size="md" id="${section.alias}">${section.label[lang] ?? section.label.nb}</h2>
        ${section.fields.map((field) => `<div class="halden-field"><h3 class="ds-heading" data-size="xs">${field.label[lang] ?? field.label.nb}</h3>${value(field)}</div>`).join('')}</section>`).join('')}
      </article></main></div><footer class="halden-footer"><div class="halden-width"><p class="ds-paragraph" data-size="sm">Halden kommune</p></div></footer></body></html>`;
  };

  const routes = [
    ['GET', /^queue$/, () => [...services.values()].filter((service) => service.state === 'submitted' && mine(service).length > 0)
      .sort((a, b) => a.package.submittedAt.localeCompare(b.package.submittedAt))
      .map((service) => ({
        key: service.key, title: mainTitle(service), departments: departmentsOf(service).map(({ key, name }) => ({ key, name })), submittedBy: service.package.submittedBy, submittedAt: service.package.submittedAt, hash: service.package.hash,
        mayApprove: !whyNot(service), whyNot: whyNot(service), asDeputy: asDeputy(service), isNew: Object.keys(service.published).length === 0, changedFields: changesOf(service).length, cultures: Object.keys(service.package.texts),
        publishAt: service.package.publishAt, isResubmitted: Boolean(sinceRejected(service)), openComments: service.comments.filter(({ resolvedAt }) => !resolvedAt).length,
      }))],
    ['GET', /^services\/([^/]+)\/package$/, ([key]) => {
      const service = find(key);
      if (!service.package) {
        throw new Problem(404, 'Tjenesten er ikke sendt til godkjenning.', 'Her er det ingenting å avgjøre ennå.');
      }
      const reason = service.state === 'submitted' ? whyNot(service) : null;
      return {
        key, title: mainTitle(service), hash: service.package.hash, state: service.state, departments: decisions(service), submittedBy: service.package.submittedBy, submittedAt: service.package.submittedAt, publishAt: service.package.publishAt,
        mayApprove: service.state === 'submitted' && !reason, whyNot: reason, asDeputy: asDeputy(service), texts: service.package.texts, publishedTexts: publicTexts(service.published), changes: changesOf(service), sinceRejected: sinceRejected(service), comments: service.comments,
      };
    }],
    ['GET', /^services\/([^/]+)\/preview\/([^/]+)$/, ([key, culture]) => preview(find(key), culture)],
    ['POST', /^services\/([^/]+)\/submit$/, ([key], { publishAt }) => {
      const service = find(key);
      const missing = tasks(service).filter(({ blocks }) => blocks);
      if (missing.length > 0) {
        throw new Problem(422, 'Tjenesten kan ikke sendes til godkjenning ennå.', missing.map((task) => task.text).join(' '));
      }
      submit(service, me.name, now(), publishAt ? moved(publishAt) : null);
      return whole(service);
    }],
    ['POST', /^services\/([^/]+)\/approve$/, ([key], { hash }) => { const service = find(key); mayDecide(service, hash); approve(service); return whole(service); }],
    ['POST', /^services\/([^/]+)\/reject$/, ([key], body) => { const service = find(key); mayDecide(service, body.hash); reject(service, body.comment); return whole(service); }],
    ['GET', /^services\/([^/]+)\/comments$/, ([key]) => find(key).comments],
    ['POST', /^services\/([^/]+)\/comments$/, ([key], body) => {
      const service = find(key);
      mayComment(service);
      if (!body.text?.trim()) {
        throw new Problem(422, 'Noe må rettes.', '', { errors: { text: ['Skriv en kommentar.'] } });
      }
      if (body.answerTo) {
        thread(service, body.answerTo).answers.push(answer(body.text, me.name, now()));
      } else {
        service.comments.push(comment(body.culture, body.target, body.text, me.name, now()));
      }
      return service.comments;
    }],
    ['POST', /^services\/([^/]+)\/comments\/([^/]+)\/(resolve|reopen)$/, ([key, id, what]) => {
      const service = find(key);
      mayComment(service);
      Object.assign(thread(service, id), what === 'resolve' ? { resolvedBy: me.name, resolvedAt: now() } : { resolvedBy: null, resolvedAt: null });
      return service.comments;
    }],
    ['POST', /^services\/([^/]+)\/reviewed$/, ([key]) => { const service = find(key); service.review = { dueAt: day(365), reviewedBy: me.name, reviewedAt: now() }; return whole(service); }],
    ['PUT', /^services\/([^/]+)\/schedule$/, ([key], { publishAt }) => { const service = planned(find(key)); service.schedule = { publishAt: moved(publishAt) }; service.refusedRelease = null; return whole(service); }],
    ['DELETE', /^services\/([^/]+)\/schedule$/, ([key]) => { const service = find(key); service.schedule = null; return whole(service); }],
    ['DELETE', /^services\/([^/]+)\/refused-release$/, ([key]) => { const service = find(key); service.refusedRelease = null; return whole(service); }],
    ['GET', /^departments$/, () => departments.map(department)],
    ['POST', /^departments\/([^/]+)\/deputies$/, ([key], { userKey, from, to }) => {
      const found = departments.find((candidate) => candidate.key === key);
      const errors = { ...(users.some((user) => user.key === userKey) ? {} : { userKey: ['Velg en person.'] }), ...(from ? {} : { from: ['Velg første dag.'] }), ...(!to ? { to: ['Velg siste dag.'] } : to < from ? { to: ['Siste dag kan ikke være før den første.'] } : {}) };
      if (Object.keys(errors).length > 0) {
        throw new Problem(422, 'Noe må rettes.', '', { errors });
      }
      const user = users.find((candidate) => candidate.key === userKey);
      found.deputies.push({ key: randomUUID(), user: { key: user.key, name: user.name }, from, to });
      return department(found);
    }],
    ['DELETE', /^departments\/([^/]+)\/deputies\/([^/]+)$/, ([key, deputyKey]) => {
      const found = departments.find((candidate) => candidate.key === key);
      found.deputies = found.deputies.filter((deputy) => deputy.key !== deputyKey);
      return department(found);
    }],
  ];

  /** Something of every kind that the views show differently. */
  function seed({ sfo, kindergarten }) {
    const [culture, health, society] = departments;
    const deputy = (user, from, to) => ({ key: randomUUID(), user: { key: user.key, name: user.name }, from: day(from), to: day(to) });
    Object.assign(culture, { reviewMonths: 12, unpublishOverdueAfterDays: null, deputies: [deputy(person('Anne Lund'), 20, 34)] });
    Object.assign(health, { reviewMonths: 6, unpublishOverdueAfterDays: 30, deputies: [deputy(me, -3, 11), deputy(person('Per Hansen'), 40, 54)] });
    Object.assign(society, { reviewMonths: null, unpublishOverdueAfterDays: null, deputies: [] });
    for (const service of services.values()) {
      service.comments ??= [];
    }
    const html = (...paragraphs) => paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
    const submitted = (title, options, published, texts, by, days, publishAt = null) => {
      const service = add(title, { ...options, texts: published ?? texts, published: Boolean(published) });
      service.comments = [];
      service.texts = texts;
      submit(service, by, moment(-days), publishAt);
      return service;
    };

    // Changed in every part: texts, a language that is new, process, form and routing; with comments.
    const links = (...titles) => JSON.stringify(titles.map(([title, url]) => ({ title, url })));
    sfo.published = { 'nb-NO': text('Skolefritidsordning', {
      lead: 'Alt om skolefritidsordningen i Halden.', description: html('SFO er et tilbud før og etter skoletid for 1.–4. trinn. Tilbudet er frivillig.', 'Alle skolene i kommunen har SFO.'),
      price: '<table><caption>Priser 2026</caption><thead><tr><th scope="col">Plass</th><th scope="col">Pris i måneden</th></tr></thead><tbody><tr><td>Hel plass</td><td>2 100 kr</td></tr><tr><td>Halv plass</td><td>1 400 kr</td></tr></tbody></table>',
      documents: links(['Vedtekter for SFO', 'https://www.halden.kommune.no/sfo/vedtekter']), isStatutory: 'false', keywords: 'sfo\nskole', updated: '2025-08-01', telephone: '69 17 45 00', openingHours: 'Mandag til fredag kl. 9–15',
    }) };
    Object.assign(sfo.texts['nb-NO'].fields, {
      lead: 'Alt om skolefritidsordningen (SFO) i Halden.', description: html('SFO er et frivillig tilbud før og etter skoletid for 1.–4. trinn.', 'Alle skolene i kommunen har SFO.', 'Barn med særlige behov kan få plass til og med 7. trinn.'),
      criteria: html('Barnet må gå på 1.–4. trinn ved en av skolene i Halden.'),
      documents: links(['Vedtekter for SFO', 'https://www.halden.kommune.no/sfo/vedtekter-2027'], ['Søk om lavere betaling', 'https://www.halden.kommune.no/sfo/moderasjon']), isStatutory: 'true', keywords: 'sfo\nskole\nfritid', updated: '2026-11-01', telephone: '69 17 45 00',
    });
    sfo.texts['nb-NO'].fields.price = sfo.published['nb-NO'].fields.price.replace('2026', '2027').replace('2 100', '2 300').replace('1 400', '1 530');
    sfo.more = [
      ...change('process', null, null, 'stage', 'text', 'Trinn', 'Manuell', 'Med elektronisk skjema'),
      ...change('process', null, null, 'steps', 'longText', 'Steg i saksgangen', 'Søkeren sender brev\nSFO-lederen svarer', 'Søkeren fyller ut skjemaet\nSFO-lederen går gjennom søknaden\nSFO-lederen svarer'),
      ...change('form', 'nb-NO', null, 'child', 'text', 'Spørsmål: Barnets navn', '', 'Tekst, må fylles ut'),
      ...change('form', 'nb-NO', null, 'need', 'text', 'Spørsmål: Hvor mange dager i uken?', 'Tekst', 'Valg: 1, 2, 3, 4 eller 5 dager'),
      ...change('form', 'nb-NO', null, 'fax', 'text', 'Spørsmål: Faksnummer', 'Tekst', ''),
      ...change('routing', null, null, 'recipient', 'text', 'Mottaker', 'skoleadministrasjonen@halden.example', 'sfo@halden.example'),
    ];
    submit(sfo, 'Per Hansen', moment(-9));
    sfo.comments.push(
      comment('nb-NO', 'price', 'Er prisene vedtatt i kommunestyret?', 'Kari Nordmann', moment(-8, 10), { answers: [answer('Ja, i sak 84/26. De gjelder fra 1. januar.', 'Per Hansen', moment(-8, 12)), answer('Fint. Da bør datoen stå i teksten.', 'Kari Nordmann', moment(-7, 9))] }),
      comment('nb-NO', 'contact', 'Åpningstiden er borte. Er det meningen?', 'Kari Nordmann', moment(-7, 10)),
      comment('nb-NO', 'lead', 'Skriv SFO i parentes, så kjenner folk det igjen.', 'Kari Nordmann', moment(-12, 10), { answers: [answer('Gjort.', 'Per Hansen', moment(-10, 10))], resolvedBy: 'Kari Nordmann', resolvedAt: moment(-9, 8) }),
      comment(null, '', 'Husk å si fra til skolene når den er ute.', 'Anne Lund', moment(-6, 13)),
    );

    // Sent in again after a rejection.
    const school = submitted('Innskriving i grunnskolen', { department: culture, owner: 'Per Hansen', recipient: 'innskriving@halden.example' },
      { 'nb-NO': text('Innskriving i grunnskolen', { lead: 'Barn som fyller seks år, begynner på skolen.', description: html('Barn skrives inn ved nærskolen.'), deadline: html('Fristen er 1. november.'), telephone: '69 17 45 10' }) },
      { 'nb-NO': text('Innskriving i grunnskolen', { lead: 'Barn som fyller seks år, begynner på skolen til høsten.', description: html('Barn skrives inn ved nærskolen. Du får brev i oktober.'), deadline: html('Fristen er 1. november.'), telephone: '69 17 45 10' }) }, 'Per Hansen', 7);
    reject(school, 'Fristen er flyttet til 15. november.\nSkriv også hvem som kan hjelpe.', 'Kari Nordmann', moment(-6));
    school.texts = structuredClone(school.texts);
    Object.assign(school.texts['nb-NO'].fields, { deadline: html('Fristen er 15. november.'), contactUnit: 'Skoleadministrasjonen' });
    submit(school, 'Per Hansen', moment(-5));

    // Never public, planned for later.
    submitted('Sommerskole', { department: culture, owner: 'Anne Lund', recipient: 'sommerskole@halden.example' }, null,
      { 'nb-NO': text('Sommerskole', { lead: 'To uker med lek og læring i juni og august.', description: html('Sommerskolen er gratis for barn på 3.–7. trinn.', 'Vi møtes på <strong>Risum ungdomsskole</strong> hver dag kl. 9.'), targetGroup: html('Barn på 3.–7. trinn i Halden.'), telephone: '69 17 45 00', keywords: 'sommer\nskole' }), 'en-US': text('Summer school', { lead: 'Two weeks of play and learning in June and August.', description: html('Summer school is free for children in years 3 to 7.') }) }, 'Anne Lund', 4, moment(20, 8));

    // Two departments must approve; the other one has.
    const support = submitted('Støttekontakt for barn og unge', { department: culture, owner: 'Anne Lund', recipient: 'ePhorte' },
      { 'nb-NO': text('Støttekontakt for barn', { lead: 'En støttekontakt hjelper barn å få en aktiv fritid.', description: html('Du kan søke om støttekontakt for barn under 18 år.'), email: 'tildeling@halden.example' }), 'en-US': text('Support contact for children', { lead: 'A support contact helps children take part.', description: html('You can apply for children under 18.') }) },
      { 'nb-NO': text('Støttekontakt for barn og unge', { lead: 'En støttekontakt hjelper barn og unge å få en aktiv fritid.', description: html('Du kan søke om støttekontakt for barn og unge under 18 år.'), email: 'tildeling@halden.example' }) }, 'Anne Lund', 3);
    support.register.furtherDepartmentKeys = [health.key, society.key];
    support.package.approvals[health.key] = { approvedBy: 'Per Hansen', approvedAt: moment(-2), asDeputy: false };
    support.comments.push(comment('en-US', '', 'Skal den engelske teksten bort?', 'Per Hansen', moment(-2, 11)));

    // As deputy.
    submitted('Trygghetsalarm', { department: health, owner: 'Anne Lund', recipient: 'tildeling@halden.example' },
      { 'nb-NO': text('Trygghetsalarm', { lead: 'En alarm du kan ha på deg hjemme.', description: html('Du trykker på knappen når du trenger hjelp.'), price: html('220 kr i måneden.'), telephone: '69 17 50 00' }) },
      { 'nb-NO': text('Trygghetsalarm', { lead: 'En alarm du kan ha på deg hjemme og ute.', description: html('Du trykker på knappen når du trenger hjelp.'), price: html('Gratis fra 1. januar 2027.'), telephone: '69 17 50 00' }) }, 'Anne Lund', 2);

    // Refused when it is approved: somebody changed it meanwhile.
    submitted('Leie av kommunale lokaler', { department: culture, owner: 'Per Hansen', recipient: 'utleie@halden.example' }, { 'nb-NO': text('Leie av lokaler', { lead: 'Lei gymsal eller møterom.', description: html('Lag og foreninger leier gratis.') }) },
      { 'nb-NO': text('Leie av kommunale lokaler', { lead: 'Lei gymsal, aula eller møterom.', description: html('Lag og foreninger leier gratis.') }) }, 'Per Hansen', 1).isStale = true;

    // Her own: somebody else must decide.
    submitted('Kulturskole', { department: culture, owner: 'Kari Nordmann', recipient: 'kulturskolen@halden.example' }, null, { 'nb-NO': text('Kulturskole', { lead: 'Musikk, dans, teater og kunst for barn og unge.', description: html('Kulturskolen har plass til 600 elever.') }) }, me.name, 0.5);
    submitted('Bibliotekkort', { department: culture, owner: 'Anne Lund', recipient: 'bibliotek@halden.example' }, null, { 'nb-NO': text('Bibliotekkort', { lead: 'Lån bøker, filmer og spill.', description: html('Alle over 15 år kan få lånekort.') }) }, 'Anne Lund', 0.2);

    // Rejected, with comments for the editor.
    submit(kindergarten, 'Per Hansen', moment(-6));
    reject(kindergarten, 'Prisene er fra i fjor.\nRett dem og send inn på nytt.', 'Kari Nordmann', moment(-5));
    kindergarten.register.furtherDepartmentKeys = [health.key];
    kindergarten.comments.push(
      comment('nb-NO', 'price', 'Sett inn prisene for 2027.', 'Kari Nordmann', moment(-5), { answers: [answer('Jeg venter på vedtaket.', 'Per Hansen', moment(-4))] }),
      comment('nb-NO', 'lead', 'Kortere setning?', 'Kari Nordmann', moment(-9), { resolvedBy: 'Per Hansen', resolvedAt: moment(-7) }), comment('nb-NO', 'general', 'Hele denne delen leser godt nå.', 'Anne Lund', moment(-3)));

    // Approved: planned, refused, due and overdue.
    const approved = (title, more, review) => {
      const service = add(title, { state: 'draft', department: culture, owner: 'Anne Lund', recipient: 'postmottak@halden.example', published: true });
      service.comments = [];
      submit(service, 'Per Hansen', moment(-40));
      service.package.approvals[culture.key] = { approvedBy: 'Kari Nordmann', approvedAt: moment(-39), asDeputy: false };
      Object.assign(service, { state: 'approved', review, ...more });
      Object.assign(service.approval, { decidedBy: 'Kari Nordmann', decidedAt: moment(-39) });
      return service;
    };
    approved('Leksehjelp', { schedule: { publishAt: moment(12, 8) } }, { dueAt: day(200) });
    approved('Skoleskyss i grunnskolen', { refusedRelease: { at: moment(-2, 8), refusedAt: moment(-2, 8), reason: 'Teksten var endret etter at den ble godkjent. Kari Nordmann må godkjenne den på nytt.' } }, { dueAt: day(14), isDue: true, reviewedBy: 'Anne Lund', reviewedAt: moment(-351) });
    approved('Pedagogisk-psykologisk tjeneste (PPT)', {}, { dueAt: day(-25), isDue: true, isOverdue: true });
    Object.assign(approved('Bibliotek', {}, { dueAt: day(3), isDue: true }), { state: 'changed', refusedRelease: { at: moment(-1, 8), refusedAt: moment(-1, 8), reason: 'Beskrivelsen på nynorsk er ikke godkjent.' } });
  }

  return { routes, seed, ofService, ofApproval, ofRegister, ofList, isDue, whyNot, history };
}

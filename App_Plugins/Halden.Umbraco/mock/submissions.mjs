/** What citizens have sent, in memory. */
import { randomUUID } from 'node:crypto';

export function submissions({ service, now, Problem }) {
  const reasons = ['requested', 'consentWithdrawn', 'sentByMistake', 'unlawful'];
  const letters = '2345679ACDEFGHJKMPQRTVWXY';
  const mark = (n) => [...Array(4).keys()].map((at) => letters[(n * 7 + at * 5) % letters.length]).join('');
  const delivery = (kind, state, fault = null) => ({ id: randomUUID(), kind, state, attempts: fault ? 3 : 1, fault, nextTry: state === 'waiting' ? now() : null, endedAt: state === 'waiting' ? null : now() });
  const rule = { keepDays: null, anonymise: null };
  const site = { keepDays: 90, anonymise: false };
  const terms = () => ({ keepDays: rule.keepDays ?? site.keepDays, anonymise: rule.anonymise ?? site.anonymise });

  let all = ['Åse Ørn', 'Ola Nordmann', 'Kari Nordmann'].map((name, at) => ({
    name,
    line: {
      id: randomUUID(), reference: `HAL-${mark(at)}-${mark(at + 9)}`, documentKey: service.key, service: service.title, culture: 'nb-NO', receivedAt: now(), state: 'new', doneAt: null, anonymisedAt: null,
      deliveries: at === 0 ? [delivery('recipient', 'dead', 'E-postserveren svarte ikke.'), delivery('receipt', 'sent')] : [delivery('recipient', 'sent')],
    },
  }));
  const find = (id) => all.find(({ line }) => line.id === id) ?? (() => { throw new Problem(403, 'Ikke tilgang', 'Innsendingen finnes ikke.'); })();
  const chosen = (body) => (body.submissions?.length ? body.submissions.map(find) : (() => { throw new Problem(422, 'Noe er ikke riktig fylt ut.', 'Velg fra 1 til 200 innsendinger.'); })());
  const isFailed = (known) => known.state === 'dead' || (known.state === 'waiting' && known.fault);
  const retry = (known) => Object.assign(known, { state: 'waiting', attempts: 0, nextTry: now(), endedAt: null });
  const outlooks = { failed: (list) => list.some(isFailed), waiting: (list) => list.some(({ state }) => state === 'waiting'), delivered: (list) => list.every(({ state }) => state === 'sent') };

  const routes = [
    ['GET', /^submissions$/, (_, __, query) => {
      const said = (query.get('q') ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
      const items = all.map(({ line }) => line).filter((line) => (!query.get('state') || line.state === query.get('state')) && (!query.get('service') || line.documentKey === query.get('service'))
        && (!query.get('delivery') || outlooks[query.get('delivery')](line.deliveries)) && line.reference.replaceAll('-', '').includes(said));
      return { total: items.length, items };
    }],
    ['GET', /^submissions\/summary$/, () => ({
      new: all.filter(({ line }) => line.state === 'new').length, failed: all.filter(({ line }) => outlooks.failed(line.deliveries)).length,
      services: all.length > 0 ? [{ key: service.key, title: service.title }] : [],
    })],
    ['GET', /^submissions\/retention$/, () => ({ site, mostDays: 3650, services: [{ key: service.key, title: service.title, ...rule, terms: terms() }] })],
    ['PUT', /^submissions\/retention\/([^/]+)$/, (_, { keepDays, anonymise }) => { Object.assign(rule, { keepDays, anonymise }); }],
    ['GET', /^submissions\/([^/]+)$/, ([id]) => {
      const { line, name } = find(id);
      return {
        submission: line, isReadable: true, fault: null, keepDays: terms().keepDays, anonymises: terms().anonymise,
        groups: [{ heading: 'Om deg', questions: [{ question: 'Hva heter du?', answers: [name], attachments: [] }, { question: 'Legg ved', answers: ['bilde.png'], attachments: ['bilde'] }] }],
        attachments: [{ id: 'bilde', fileName: 'bilde.png', contentType: 'image/png', length: 48_000 }],
      };
    }],
    ['GET', /^submissions\/([^/]+)\/attachments\/([^/]+)$/, ([id]) => find(id).name],
    ['PUT', /^submissions\/([^/]+)\/state$/, ([id], { state }) => { Object.assign(find(id).line, { state, doneAt: state === 'done' ? now() : null }); }],
    ['POST', /^submissions\/([^/]+)\/deliveries\/([^/]+)\/retry$/, ([id, key]) => { retry(find(id).line.deliveries.find((known) => known.id === key)); }],
    ['POST', /^submissions\/deliveries\/retry$/, () => {
      const failed = all.flatMap(({ line }) => line.deliveries).filter(isFailed);
      failed.forEach(retry);
      return { retried: failed.length };
    }],
    ['POST', /^submissions\/search$/, (_, { term }) => ({
      by: 'name', searched: all.length, unreadable: 0, isMore: false,
      items: all.filter(({ name }) => term.toLowerCase().split(/\s+/).every((word) => name.toLowerCase().split(' ').includes(word))).map(({ line }) => ({ submission: line, questions: ['Hva heter du?'] })),
    })],
    ['POST', /^submissions\/export$/, (_, body) => chosen(body)],
    ['POST', /^submissions\/erase$/, (_, body) => {
      if (!reasons.includes(body.reason)) {
        throw new Problem(422, 'Noe er ikke riktig fylt ut.', 'Velg hvorfor det slettes.');
      }
      const gone = chosen(body);
      all = all.filter((one) => !gone.includes(one));
      return { erased: gone.length };
    }],
  ];
  return { routes };
}

// Holds a graph in Turtle, from standard input, against SHACL shapes and writes the outcome as JSON:
//   node validate.mjs <shapes.ttl> < graph.ttl
//   {"conforms":false,"results":[{"severity":"Violation","node":"…","path":"…","message":"…"}]}
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const graph = (turtle) => new Store(new Parser({ format: 'text/turtle' }).parse(turtle));

const shapes = graph(readFileSync(process.argv[2], 'utf8'));
const report = await new SHACLValidator(shapes).validate(graph(await text(process.stdin)));
console.log(JSON.stringify({
  conforms: report.conforms,
  results: report.results.map((result) => ({
    severity: result.severity?.value.split('#').at(-1),
    node: result.focusNode?.value,
    path: result.path?.value,
    message: result.message.map((message) => message.value).join(' '),
  })),
}));

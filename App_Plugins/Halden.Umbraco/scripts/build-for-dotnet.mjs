// Run by Halden.Umbraco.csproj when a source of the client is newer than its stamp: installs what is missing, builds,
// and writes the stamp. Two builds at the same time take turns, and the second finds its work done.
//   node scripts/build-for-dotnet.mjs <stamp file>
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const client = fileURLToPath(new URL('..', import.meta.url));
const wwwroot = join(client, '../../src/Halden.Umbraco/wwwroot');
const stamp = process.argv[2];
const lock = join(client, 'node_modules.lock');

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node 20.19 eller nyere trengs for å bygge backoffice-klienten; dette er Node ${process.versions.node}. Bygg med -p:SkipClientBuild=true for å hoppe over klienten.`);
}

function hash() {
  const content = createHash('sha256');
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      readdirSync(path).sort().forEach((name) => { add(join(path, name)); });
    } else {
      content.update(path.slice(client.length)).update(readFileSync(path));
    }
  };
  ['package.json', 'package-lock.json', '.npmrc', 'tsconfig.json', 'vite.config.ts', 'public', 'src'].forEach((name) => { add(join(client, name)); });
  return content.digest('hex');
}

const isBuilt = (sources) =>
  existsSync(stamp) && readFileSync(stamp, 'utf8') === sources &&
  ['App_Plugins/Halden.Umbraco/umbraco-package.json', 'App_Plugins/Halden.Umbraco/shell.js', 'selvbetjening/designsystemet.css'].every((file) => existsSync(join(wwwroot, file)));

function npm(...args) {
  // One string and a shell: npm is a batch file on Windows.
  const { status } = spawnSync(`npm ${args.join(' ')}`, { cwd: client, stdio: 'inherit', shell: true });
  if (status !== 0) {
    throw new Error(`npm ${args.join(' ')} feilet. Se meldingene over.`);
  }
}

async function takeTurn() {
  for (let waited = 0; ; waited += 250) {
    try {
      mkdirSync(lock);
      return;
    } catch (fault) {
      if (fault.code !== 'EEXIST') {
        throw fault;
      }
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 10 * 60_000) {
        // Left behind by a build that was stopped.
        rmSync(lock, { recursive: true, force: true });
      } else if (waited > 10 * 60_000) {
        fail(`En annen bygging av klienten blir ikke ferdig. Slett ${lock} om ingen bygger.`);
      }
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
  }
}

let failure = null;
await takeTurn();
try {
  const sources = hash();
  if (!isBuilt(sources)) {
    const installed = join(client, 'node_modules/.package-lock.json');
    if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(client, 'package-lock.json')).mtimeMs) {
      npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
    }
    npm('run', '--silent', 'build', '--', '--logLevel', 'warn');
    mkdirSync(dirname(stamp), { recursive: true });
  }
  // Written also when nothing was done, so that its time is newer than the sources'.
  writeFileSync(stamp, sources);
} catch (fault) {
  failure = fault;
} finally {
  rmSync(lock, { recursive: true, force: true });
}
if (failure) {
  fail(failure.message);
}

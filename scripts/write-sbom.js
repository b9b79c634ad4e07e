/**
 * Writes the list of everything that is installed with Milepost (CycloneDX, JSON) to the file named:
 * node scripts/write-sbom.js sbom.cdx.json
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { productionPackages } from './licences.js';

const keyOf = ({ name, version }) => `${name}@${version}`;

/**
 * What npm lists, without what is there for development only. npm's own `--omit dev` leaves out packages that are needed for
 * both. Throws where a package of the lockfile is missing.
 */
export function sbomOf(root) {
  const { status, stdout, stderr } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`npm sbom ended with ${status}:\n${stderr}`);
  const listed = JSON.parse(stdout);
  if (listed.bomFormat !== 'CycloneDX') throw new Error(`Found the format ${listed.bomFormat}, expected CycloneDX.`);
  const wanted = new Set(productionPackages(root).map(keyOf));
  const components = listed.components.filter((component) => wanted.has(keyOf(component)));
  const found = new Set(components.map(keyOf));
  const missing = [...wanted].filter((key) => !found.has(key));
  if (missing.length > 0) throw new Error(`npm does not list ${missing.join(', ')}.`);
  const own = listed.metadata.component['bom-ref'];
  const refs = new Set([own, ...components.map((component) => component['bom-ref'])]);
  const dependencies = listed.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
  // npm calls it after the folder that it lies in.
  const component = { ...listed.metadata.component, name: own.slice(0, own.lastIndexOf('@')) };
  return { ...listed, metadata: { ...listed.metadata, component }, components, dependencies };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('Name the file: node scripts/write-sbom.js sbom.cdx.json');
  const sbom = sbomOf(fileURLToPath(new URL('..', import.meta.url)));
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${file}: ${sbom.components.length} packages.`);
}

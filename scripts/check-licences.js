/** Are all packages that are installed with Milepost under licences that may be passed on with it? Exit code 1 if not. */
import { fileURLToPath } from 'node:url';
import { isAllowed, productionPackages } from './licences.js';

const packages = productionPackages(fileURLToPath(new URL('..', import.meta.url)));
const refused = packages.filter(({ licence }) => !isAllowed(licence));
for (const { name, version, licence } of refused)
  console.error(
    `${name} ${version}: found the licence ${licence === '' ? 'nowhere' : licence}, expected one of scripts/licences.js.`,
  );
console.log(
  `${packages.length} packages, ${refused.length === 0 ? 'all under allowed licences' : `${refused.length} not allowed`}.`,
);
process.exitCode = refused.length === 0 && packages.length > 0 ? 0 : 1;

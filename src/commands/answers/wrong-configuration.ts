/** What every command is answered while the configuration is wrong: who may do what, nobody knows then. */
import type { PolicyProblem } from '../../policy/policy.ts';
import { isOrganisationFile } from '../../render/check/check-annotations.ts';
import { inertMessage, inertText } from '../../render/inert.ts';
import type { Links } from '../../render/links.ts';

/** The first fault with its line; the check run has the others. Markdown. */
export function wrongConfigurationAnswer([first, ...others]: readonly PolicyProblem[], links: Links): string {
  const lead = 'Milepost’s configuration is wrong, so no command is worked now';
  const next = 'Correct it on the default branch, then give the command again.';
  if (first === undefined) return `${lead}. ${next}`;
  const { file, line, message } = first;
  const place = isOrganisationFile(file)
    ? `${inertText(file)}, line ${line}`
    : links.line(file, line, `${file}, line ${line}`);
  const more =
    others.length === 0 ? '' : ` The check run *Milepost* on the newest commit tells of ${others.length} more.`;
  return `${lead}. ${place}: ${inertMessage(message)}${more} ${next}`;
}

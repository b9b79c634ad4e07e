import { itemsOfIssue, noRoadmap, sayItem } from './about/items.ts';
import { listed, nameKey, quote } from './about/names.ts';
import { findSections, noPlace, sectionNames, severalPlaces, type SectionAt } from './about/places.ts';
import { plainTitle } from './about/plain-title.ts';
import { misused, refuse, say, type Call, type Command, type Decision } from './command.ts';
import { nameIn, withoutLead } from './grammar/words.ts';

/** Titles of issues are at most that long. */
const TITLE_LENGTH = 256;

export const add: Command = {
  help: {
    name: 'add',
    usage: '[to] SECTION',
    does: 'adds an item for this issue to a section of the roadmap',
    who: 'changers',
    details: [
      'The item has the title of the issue and refers to it, in the shape that the section’s other items have. A section is named by its heading, by its target (`1.8.0`), or with the headings around it (`Storage › Later`).',
      'The edit goes into the roadmap’s standing pull request.',
    ],
    examples: [
      { line: '/roadmap add to Later', says: 'as the last item of that section' },
      { line: '/roadmap add 1.8.0', says: 'to the section planned for that release' },
    ],
  },
  decide(call) {
    const { roadmaps, links, help } = call;
    if (roadmaps.length === 0) return noRoadmap();
    const [there] = itemsOfIssue(call);
    if (there !== undefined) return say(`${sayItem(there, links)} refers to this already.`);
    const same = sameTitle(call);
    if (same !== null) return same;
    const words = withoutLead(call.words, 'to');
    const name = nameIn(words);
    if (name === null) {
      return words.length === 0
        ? refuse(`Name the section: \`/roadmap add to SECTION\`. There are ${listed(sectionNames(roadmaps))}.`)
        : misused(help, 'One section was expected.');
    }
    const [place, ...others] = findSections(name, roadmaps);
    if (place === undefined) return noPlace(name, 'section', sectionNames(roadmaps));
    return others.length > 0 ? severalPlaces(name, [place, ...others], call) : addTo(call, place);
  },
};

/** Two items of one name nobody could tell apart: most likely the one that is there is meant. */
function sameTitle({ roadmaps, issue, links }: Call): Decision | null {
  const title = nameKey(issue.title);
  const items = roadmaps.flatMap((roadmap) => roadmap.desired.items.map((item) => ({ roadmap, item })));
  const there = items.find(({ item }) => nameKey(item.title) === title);
  if (there === undefined) return null;
  return refuse(
    `${sayItem(there, links)} has that name already. \`/roadmap link "TITLE" #${issue.number}\` makes it refer to this.`,
  );
}

function addTo({ issue, repository }: Call, { roadmap: { path }, section, path: to }: SectionAt): Decision {
  const title = issue.title.trim().slice(0, TITLE_LENGTH);
  const { owner, name } = repository;
  const kind = issue.isPull ? 'pull' : 'issue';
  return {
    kind: 'wish',
    path,
    item: null,
    edits: [{ kind: 'add-item', to, item: { title, reference: { kind, owner, repo: name, number: issue.number } } }],
    summary: `Add “${plainTitle({ title })}” to “${section.title}”`,
    replaces: `add:${issue.number}`,
    will: `will be added to ${quote(section.title)}`,
    subject: quote(title),
    note: '',
  };
}

import type { RoadmapView } from '../../plan/view/view.ts';
import type { Status } from '../../roadmap/model.ts';
import { ownPath, repositoryAddress } from './addresses.ts';
import { attribute, escaped } from './escape.ts';
import { filterForm, filterResult } from './filter-form.ts';
import { heededFilter } from './filter-view.ts';
import { icon } from './icons.ts';
import { layOut, type Layout } from './layout.ts';
import { pageDocument } from './page-document.ts';
import { filterAddress, isFiltering, NO_FILTER, type PageFilter } from './page-filter.ts';
import { pager } from './pager.ts';
import type { Pictures } from './pictures.ts';
import { roadmapArticle } from './roadmap-article.ts';
import { ago } from './time-words.ts';
import type { Visit } from './visit.ts';

export interface RoadmapPageInput extends Visit {
  /** `owner/name`. */
  repository: string;
  /** One for each roadmap file of the repository, in the order in which they are shown. */
  views: readonly RoadmapView[];
  filter: PageFilter;
  address: {
    /** Path of this page: `/owner/name`. */
    self: string;
    /** Path of the timeline as a picture; null where there is none, as for a private repository. */
    picture: string | null;
  };
  /** ISO instant at which GitHub was last looked at; null where nobody knows. */
  seenAt: string | null;
  /** ISO instant. */
  now: string;
  isPrivate: boolean;
  pictures: Pictures;
  /** Web address of the folder with a page for each rule, without a slash at its end; null for no links. */
  rulesUrl: string | null;
}

const DESCRIPTION_LENGTH = 200;

/** The page of a repository: a whole HTML document, the same for the same input. Without script. */
export function roadmapPage(input: RoadmapPageInput): string {
  const filter = heededFilter(input.filter, input.views);
  const layout = layOut(input.views, filter);
  return pageDocument({
    title: `${input.repository} · Roadmap`,
    visit: input,
    main: `${repositoryHeader(input)}
${input.views.length === 0 ? '<p class="empty">No roadmap file has been read here yet.</p>' : roadmaps(input, filter, layout)}
${pager(layout.page, (page) => filterAddress(input.address.self, { ...filter, page }))}`,
  });
}

function roadmaps(input: RoadmapPageInput, filter: PageFilter, layout: Layout): string {
  const { self, picture } = input.address;
  const isFiltered = isFiltering(filter);
  const form = `${filterForm(input.views, filter, self)}${filterResult(filter, {
    matching: layout.matching,
    total: layout.total,
    isFiltered,
    clear: filterAddress(self, { ...NO_FILTER, file: filter.file }),
  })}`;
  const isOne = input.views.length === 1;
  const articles = layout.roadmaps
    .filter(({ lanes }) => layout.page === null || layout.matching === 0 || lanes.some(({ shown }) => shown.length > 0))
    .map((roadmap, number) =>
      roadmapArticle(roadmap, {
        number,
        isOneOfSeveral: !isOne,
        isNamedAbove: false,
        filter,
        isFiltered,
        form: isOne ? form : '',
        pictures: input.pictures,
        rulesUrl: input.rulesUrl,
        descriptionLength: DESCRIPTION_LENGTH,
        isWhole: false,
        isFolded: !isFiltered && layout.page === null,
        picture: isOne ? ownPath(picture) : null,
        laneAddress: (status: Status) =>
          filterAddress(self, {
            ...filter,
            statuses: [status],
            page: null,
            file: isOne ? filter.file : roadmap.view.file,
          }),
      }),
    );
  return `${isOne ? '' : form}${articles.join('\n')}`;
}

function repositoryHeader({ repository, views, seenAt, now, isPrivate }: RoadmapPageInput): string {
  const [owner = '', name = ''] = repository.split('/');
  const address = views[0] === undefined ? null : repositoryAddress(views[0]);
  const words = `<span class="owner"><bdi>${escaped(owner)}</bdi>/</span><wbr><bdi>${escaped(name)}</bdi>`;
  const seen =
    seenAt === null ? '' : `<p>Looked at <time${attribute('datetime', seenAt)}>${ago(seenAt, now)}</time></p>`;
  const secret = isPrivate
    ? `<p class="private">${icon('lock')}Private: only people who can read this repository on GitHub see this page</p>`
    : '';
  return `<header class="repository"><h1>${address === null ? words : `<a${attribute('href', address)}>${words}</a>`}</h1>${seen}${secret}</header>`;
}

/** Where GitHub is: the four addresses that everything else derives from. */
export interface Hosts {
  /** Base of the REST interface, without a slash at the end: `https://api.github.com`. */
  restUrl: string;
  graphqlUrl: string;
  /** Base of the pages that people see, without a slash at the end: `https://github.com`. */
  webUrl: string;
  /** Host of those pages, with its port if it has one: `github.com`, `127.0.0.1:4000`. Links to it are references. */
  webHost: string;
}

const DATA_RESIDENCY = /^(?:api\.)?([a-z0-9-]+)\.ghe\.com$/i;

/**
 * The addresses that an environment means, in this order: `GHE_HOST` with `GHE_PROTOCOL` (default `https`), as Probot
 * reads them; `GITHUB_API_URL`, `GITHUB_GRAPHQL_URL` and `GITHUB_SERVER_URL`, as GitHub Actions sets them, each derived
 * from the first where it is absent; else github.com. A data-residency host (`SUBDOMAIN.ghe.com`) has its REST under
 * `api.SUBDOMAIN.ghe.com`, a GHES host under `/api/v3`. An empty value counts as absent.
 * @throws Error naming the variable, when a value is no address
 * @see https://docs.github.com/en/enterprise-server/rest/quickstart and
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function readHosts(environment: Readonly<Record<string, string | undefined>>): Hosts {
  const host = environment['GHE_HOST'] ?? '';
  if (host !== '') return hostsOfEnterprise(host, environment['GHE_PROTOCOL'] || 'https');
  const restUrl = addressIn(environment, 'GITHUB_API_URL');
  const graphqlUrl = addressIn(environment, 'GITHUB_GRAPHQL_URL');
  const webUrl = addressIn(environment, 'GITHUB_SERVER_URL');
  const derived = restUrl === null ? hostsOfServer(webUrl ?? 'https://github.com') : hostsOfRest(restUrl);
  const web = webUrl ?? derived.webUrl;
  return {
    restUrl: derived.restUrl,
    graphqlUrl: graphqlUrl ?? derived.graphqlUrl,
    webUrl: web,
    webHost: new URL(web).host,
  };
}

function hostsOfEnterprise(host: string, protocol: string): Hosts {
  const server = parseAddress(`${protocol}://${host}`, 'GHE_HOST', 'a host such as github.example.com');
  return hostsOfServer(server);
}

function hostsOfServer(webUrl: string): Hosts {
  const { host, protocol } = new URL(webUrl);
  if (host === 'github.com') return hosts('https://api.github.com', 'https://api.github.com/graphql', webUrl);
  const tenant = DATA_RESIDENCY.exec(host)?.[1];
  if (tenant !== undefined) return hostsOfTenant(tenant, protocol);
  return hosts(`${webUrl}/api/v3`, `${webUrl}/api/graphql`, webUrl);
}

function hostsOfRest(restUrl: string): Hosts {
  const { host, protocol, origin } = new URL(restUrl);
  if (host === 'api.github.com') return hosts(restUrl, `${restUrl}/graphql`, 'https://github.com');
  const tenant = DATA_RESIDENCY.exec(host)?.[1];
  if (tenant !== undefined) return hostsOfTenant(tenant, protocol);
  if (restUrl.endsWith('/api/v3')) return hosts(restUrl, restUrl.replace(/v3$/, 'graphql'), restUrl.slice(0, -7));
  return hosts(restUrl, `${restUrl}/graphql`, origin);
}

function hostsOfTenant(tenant: string, protocol: string): Hosts {
  const restUrl = `${protocol}//api.${tenant}.ghe.com`;
  return hosts(restUrl, `${restUrl}/graphql`, `${protocol}//${tenant}.ghe.com`);
}

const hosts = (restUrl: string, graphqlUrl: string, webUrl: string): Hosts => ({
  restUrl,
  graphqlUrl,
  webUrl,
  webHost: new URL(webUrl).host,
});

function addressIn(environment: Readonly<Record<string, string | undefined>>, variable: string): string | null {
  const value = environment[variable] ?? '';
  return value === '' ? null : parseAddress(value, variable, 'an address such as https://github.example.com');
}

function parseAddress(value: string, variable: string, expected: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Error(`${variable} leads to "${value}", which is no address. Expected ${expected}; correct or unset it.`);
  }
  return `${url.origin}${url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : url.pathname}`;
}

import { describe, expect, it } from '@jest/globals';
import { readHosts } from '../../src/github/hosts.ts';

const PUBLIC = {
  restUrl: 'https://api.github.com',
  graphqlUrl: 'https://api.github.com/graphql',
  webUrl: 'https://github.com',
  webHost: 'github.com',
};
const TENANT = {
  restUrl: 'https://api.octo.ghe.com',
  graphqlUrl: 'https://api.octo.ghe.com/graphql',
  webUrl: 'https://octo.ghe.com',
  webHost: 'octo.ghe.com',
};
const enterprise = (server: string): object => ({
  restUrl: `${server}/api/v3`,
  graphqlUrl: `${server}/api/graphql`,
  webUrl: server,
  webHost: new URL(server).host,
});

describe('the addresses of GitHub', () => {
  it.each<[string, Record<string, string>, object]>([
    ['github.com without a word', {}, PUBLIC],
    ['github.com where values are empty', { GHE_HOST: '', GITHUB_API_URL: '', GITHUB_SERVER_URL: '' }, PUBLIC],
    ['a GHES host', { GHE_HOST: 'github.example.com' }, enterprise('https://github.example.com')],
    [
      'a host with port and protocol',
      { GHE_HOST: '127.0.0.1:4000', GHE_PROTOCOL: 'http' },
      enterprise('http://127.0.0.1:4000'),
    ],
    ['a data-residency host', { GHE_HOST: 'octo.ghe.com' }, TENANT],
    ['the API of a data-residency host', { GHE_HOST: 'api.octo.ghe.com' }, TENANT],
    ['github.com named as a host', { GHE_HOST: 'github.com' }, PUBLIC],
    [
      'what Actions sets on github.com',
      {
        GITHUB_API_URL: 'https://api.github.com',
        GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
        GITHUB_SERVER_URL: 'https://github.com',
      },
      PUBLIC,
    ],
    [
      'the REST base of a GHES alone',
      { GITHUB_API_URL: 'http://localhost:81/api/v3/' },
      enterprise('http://localhost:81'),
    ],
    ['the REST base of a tenant alone', { GITHUB_API_URL: 'https://api.octo.ghe.com' }, TENANT],
    [
      'the server alone',
      { GITHUB_SERVER_URL: 'https://github.example.com/' },
      enterprise('https://github.example.com'),
    ],
    [
      'three addresses that do not follow from each other',
      {
        GITHUB_API_URL: 'http://a.test/rest',
        GITHUB_GRAPHQL_URL: 'http://b.test/ql',
        GITHUB_SERVER_URL: 'http://c.test:8080',
      },
      {
        restUrl: 'http://a.test/rest',
        graphqlUrl: 'http://b.test/ql',
        webUrl: 'http://c.test:8080',
        webHost: 'c.test:8080',
      },
    ],
    [
      'GHE_HOST before what Actions sets',
      { GHE_HOST: 'github.example.com', GITHUB_API_URL: 'https://api.github.com' },
      enterprise('https://github.example.com'),
    ],
  ])('%s', (_name, environment, expected) => {
    expect(readHosts(environment)).toEqual(expected);
  });

  it.each([
    ['GITHUB_API_URL', { GITHUB_API_URL: 'api.github.com' }],
    ['GITHUB_SERVER_URL', { GITHUB_SERVER_URL: 'ftp://github.com' }],
    ['GHE_HOST', { GHE_HOST: 'two words' }],
  ])('names %s when it is no address', (variable, environment) => {
    expect(() => readHosts(environment as Record<string, string>)).toThrow(variable);
  });
});

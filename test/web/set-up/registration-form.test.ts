import { describe, expect, it } from '@jest/globals';
import { checkForm, readPublicUrl, type RegistrationForm } from '../../../src/web/set-up/registration-form.ts';

const form: RegistrationForm = {
  publicUrl: 'https://milepost.example.org/',
  name: 'Milepost',
  organization: '',
  visibility: 'private',
};

describe('the form of the set-up page', () => {
  it('gives the registration, the address without a slash at the end', () => {
    expect(checkForm(form, false).registration).toEqual({
      name: 'Milepost',
      isPublic: false,
      publicUrl: 'https://milepost.example.org',
      organization: null,
    });
  });

  it.each([
    ['nothing', '', /missing/],
    ['words', 'my server', /no address/],
    ['another scheme', 'ftp://example.org', /no address/],
    ['a script', 'javascript:alert(1)', /no address/],
    ['a password', 'https://me:pw@example.org', /no password/],
    ['a path', 'https://example.org/milepost', /Only scheme, host and port/],
    ['a query', 'https://example.org?x=1', /Only scheme, host and port/],
    ['plain http', 'http://example.org', /https only/],
    ['this machine', 'https://localhost:3000', /cannot reach localhost/],
    ['this machine by number', 'https://127.0.0.1', /cannot reach/],
    ['this machine by six', 'https://[::1]:3000', /cannot reach/],
    ['a private network', 'https://192.168.1.20', /cannot reach/],
    ['a private network of the middle kind', 'https://172.20.0.1', /cannot reach/],
    ['a name of one word', 'https://milepost', /cannot reach/],
    ['a name of the local network', 'https://milepost.local', /cannot reach/],
  ])('refuses %s as the public address, and says why', (_what, publicUrl, message) => {
    const { problems } = checkForm({ ...form, publicUrl }, false);
    expect(problems?.publicUrl).toMatch(message);
    expect(problems?.publicUrl).toContain('Expected an address such as');
  });

  it.each(['https://172.32.0.1', 'https://milepost.example.org:8443', 'https://[2001:db8::1]'])('takes %s', (url) => {
    expect(readPublicUrl(url, false)).toEqual({ url });
  });

  it('takes what only the own network reaches for a GitHub of one’s own', () => {
    expect(readPublicUrl('http://milepost.lan:3000', true)).toEqual({ url: 'http://milepost.lan:3000' });
  });

  it.each([
    ['', /missing/],
    ['M'.repeat(35), /35 characters/],
    ['GitHub roadmap', /keeps names/],
  ])('refuses the name “%s”', (name, message) => {
    expect(checkForm({ ...form, name }, false).problems?.name).toMatch(message);
  });

  it.each(['an org', '../settings', '-org', 'o'.repeat(40)])('refuses the organisation “%s”', (organization) => {
    expect(checkForm({ ...form, organization }, false).problems?.organization).toMatch(/no login/);
  });
});

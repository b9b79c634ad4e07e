/** Who looks, and where the ways in and out are. Addresses are paths of our own. */
export interface Visit {
  /** Whoever is signed in; null for nobody. */
  person: { login: string } | null;
  /** Where one signs in; null where that is not set up. */
  signIn: string | null;
  /** Where the form that signs out is sent (POST); null where there is nothing to sign out of. */
  signOut: string | null;
  /** Where the list of roadmaps is: `/`; null for a file of its own. */
  home: string | null;
}

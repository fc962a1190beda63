import type { WordsOf } from '../vi.ts';

export const staff: WordsOf<'staff'> = {
  skip: 'To the main content',
  loading: 'Loading',
  failed: 'This could not be loaded',
  signInTitle: 'Please sign in',
  signInText: 'This page is for officers. Sign in on this computer.',
  nav: {
    label: 'Pages',
    conferences: 'Conferences',
    series: 'Series',
    organisation: 'Units',
    account: 'My account: {{name}}',
    accounts: 'Accounts',
    sites: 'Sites',
    import: 'Import, export',
    open: 'Open the list of pages',
    ofOrganisation: 'Organisation',
    ofKeeping: 'Administration',
    administration: 'System',
    mails: 'Mail',
    journal: 'Journal',
    personalData: 'Personal data',
  },
  trouble: {
    signedOut: 'You are no longer signed in. Sign in again.',
    secondFactor: 'Set the second factor up before anything else.',
    forbidden: 'The roles of this account do not allow that.',
    notFound: 'There is no such thing, or this account may not see it.',
    gone: 'This is no longer there.',
    notTaken: 'The server does not take this. Look at the fields again.',
  },
};

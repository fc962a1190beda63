import type { WordsOf } from '../vi.ts';

export const setup: WordsOf<'setup'> = {
  title: 'First visit',
  text: 'This server is new. Say whose it is, and who is its first administrator.',
  code: 'Set-up code',
  codeHint: 'Printed in the window in which the server was started.',
  codeWrong: 'The set-up code is wrong. Look at the window in which the server was started.',
  organisation: 'Name of the organisation',
  organisationExample: 'For example: Provincial Health Service',
  language: 'Main language',
  name: 'Full name of the administrator',
  username: 'User name',
  usernameHint: '3 to 64 letters without diacritics, digits, dots, hyphens.',
  submit: 'Set up and sign in',
  done: 'This server has been set up.',
  toSignIn: 'To the sign-in page',
  demo: 'Just want to look around? Stop the server and run:',
};

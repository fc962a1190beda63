import type { WordsOf } from '../vi.ts';

export const entry: WordsOf<'entry'> = {
  home: {
    title: 'Enter a site room',
    text: 'Enter the six digits you have from the secretary of the conference.',
    myTitle: 'My conferences',
    myEmpty: 'This account has not been assigned to a conference yet.',
    signInHint: 'Chairs, secretaries and officers with an account: sign in',
    signedInAs: 'Signed in: {{name}}',
    organisation: 'Units and sites',
    openConsole: 'Open the console',
    unscheduled: 'No time set',
    tagline: 'Briefings across many rooms',
  },
  join: {
    code: 'Six digits',
    submit: 'Enter the room',
    joining: 'Entering the room',
    badCode: 'This code is wrong or no longer valid. Check it with the secretary.',
    badLink: 'This link is wrong or no longer valid; links and codes end with their conference. If it is still on, enter the six digits.',
    incomplete: 'A code has six digits.',
    takenTitle: 'Another device is on duty in this room',
    takenText: 'If you enter with this one, the other is disconnected from the conference.',
    takeOver: 'Use this device',
    digit: 'Digit {{place}}',
  },
  signIn: {
    title: 'Sign in',
    working: 'Signing in',
  },
  screen: {
    title: 'Hall screen',
    badLink:
      'This screen link is wrong or no longer valid; links end with their conference. If it is still on, ask the secretary for the new one.',
    preparing: 'On standby: {{name}}',
  },
};
